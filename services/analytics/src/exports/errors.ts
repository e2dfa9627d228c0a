import { defineError } from '@cartless/domain';

export const ExportUnknown = defineError('not-found', 'EXPORT_UNKNOWN', {
  en: 'There is no such export, or it is older than a day. Ask for the file again.',
  'zh-CN': '该导出不存在，或已超过一天。请重新请求文件。',
});
export const ExportFailed = defineError('unavailable', 'EXPORT_FAILED', {
  en: 'The file could not be written. Ask for it again in a minute; when that fails too, ask for a shorter range.',
  'zh-CN': '文件未能生成。请一分钟后重新请求；若仍失败，请缩短时间范围。',
});
