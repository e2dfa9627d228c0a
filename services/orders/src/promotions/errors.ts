import { defineError, Instant } from '@cartless/domain';
import * as z from 'zod/mini';

export const PromotionNotFound = defineError('not-found', 'PROMOTION_NOT_FOUND', {
  en: 'There is no such promotion.',
  'zh-CN': '优惠活动不存在。',
});
export const PromotionExists = defineError('conflict', 'PROMOTION_EXISTS', {
  en: 'There is a promotion with this code already.',
  'zh-CN': '该优惠码已存在。',
});
export const PromotionVersionConflict = defineError(
  'conflict',
  'VERSION_CONFLICT',
  {
    en: 'Somebody changed the promotion meanwhile: it is at version {version} now. Read it again.',
    'zh-CN': '优惠活动已被他人修改，当前版本为 {version}，请重新读取。',
  },
  () => z.object({ version: z.int() }),
);
export const PromotionUnknown = defineError(
  'invalid',
  'PROMOTION_UNKNOWN',
  {
    en: 'There is no promotion with the code {promotionCode}. Order without it, or check its spelling.',
    'zh-CN': '优惠码 {promotionCode} 不存在，请检查拼写或不使用优惠码下单。',
  },
  () => z.object({ promotionCode: z.string() }),
);
export const PromotionNotApplicable = defineError(
  'conflict',
  'PROMOTION_NOT_APPLICABLE',
  {
    en: 'The code {promotionCode} does not apply to this order; see promotion for why. Order without it, or meet its terms.',
    'zh-CN': '优惠码 {promotionCode} 不适用于该订单，原因见 promotion。请满足条件或不使用优惠码下单。',
  },
  () =>
    z.object({
      promotionCode: z.string(),
      promotion: z.discriminatedUnion('problem', [
        z.object({ problem: z.literal('not-yet'), from: Instant }),
        z.object({ problem: z.literal('over'), until: Instant }),
        z.object({ problem: z.literal('total-too-small'), smallestTotal: z.int() }),
        z.object({ problem: z.literal('other-goods'), categories: z.readonly(z.array(z.string())) }),
        z.object({ problem: z.literal('used-up') }),
        z.object({ problem: z.literal('limit-reached'), left: z.int(), moreAt: z.nullable(Instant) }),
      ]),
    }),
);
export const PromotionTriedTooOften = defineError(
  'too-many',
  'TOO_MANY_REQUESTS',
  {
    en: 'Codes were asked for too often. Wait {retryAfter} seconds, or order without a code.',
    'zh-CN': '一小时内尝试优惠码的次数过多，请在 {retryAfter} 秒后重试，或不使用优惠码下单。',
  },
  () => z.object({ retryAfter: z.int() }),
);
