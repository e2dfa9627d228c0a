import { defineError } from '@cartless/domain';

export const LimitReached = defineError('conflict', 'LIMIT_REACHED', {
  en: 'You may have fewer of something in the order; see lines for how many are left to you, and when more are.',
  'zh-CN': '部分商品超出每人限购数量，剩余可购数量及恢复时间见 lines。',
});
export const LimitRequired = defineError('invalid', 'LIMIT_REQUIRED', {
  en: 'What costs nothing needs limitPerShopper: say how many one shopper may take.',
  'zh-CN': '免费商品必须设置 limitPerShopper，即每人限领数量。',
});
