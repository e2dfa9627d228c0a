import { defineError, Instant } from '@cartless/domain';
import * as z from 'zod/mini';
import { ShopperLimit } from './shopper-limit.ts';

export const LimitReached = defineError(
  'conflict',
  'LIMIT_REACHED',
  {
    en: 'You may have fewer of something in the order; see lines for how many are left to you, and when more are.',
    'zh-CN': '部分商品超出每人限购数量，剩余可购数量及恢复时间见 lines。',
  },
  () =>
    z.object({
      lines: z.array(
        z.object({
          productId: z.string(),
          problem: z.literal('limit-reached'),
          limitPerShopper: ShopperLimit,
          left: z.int(),
          moreAt: z.nullable(Instant),
        }),
      ),
    }),
);
export const LimitRequired = defineError('invalid', 'LIMIT_REQUIRED', {
  en: 'What costs nothing needs limitPerShopper: say how many one shopper may take.',
  'zh-CN': '免费商品必须设置 limitPerShopper，即每人限领数量。',
});
