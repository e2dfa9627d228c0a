import { defineError } from '@cartless/domain';

export const RebuildRefused = defineError('conflict', 'REBUILD_REFUSED', {
  en: 'The numbers that grew stay aside: {why}',
  'zh-CN': '重建的数据未启用：{why}',
});
