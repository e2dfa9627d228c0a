import { type AppError, defineError, Instant } from '@cartless/domain';
import * as z from 'zod/mini';
import { iso, isoOrNull } from '../iso.ts';
import { OverLimitShape } from './order-limits-body.ts';
import { isTooLarge, type OverLimit } from './over-limit.ts';

const overLimits = () => z.object({ limits: z.array(OverLimitShape), morePossibleAt: z.nullable(Instant) });

export const OrderLimitReached = defineError(
  'too-many',
  'ORDER_LIMIT_REACHED',
  {
    en: 'You have placed many orders lately, or have many that are not paid for. Pay or cancel one, pay by card instead of cash, wait until morePossibleAt or until one has arrived, or write to us; see limits.',
    'zh-CN':
      '您近期下单过多，或有较多订单尚未付款。请先支付或取消部分订单，或改为银行卡付款，或等到 morePossibleAt 之后或已有订单送达后再试，也可联系客服；详情见 limits。',
  },
  () => z.extend(overLimits(), { retryAfter: z.int() }),
);
export const OrderAboveLimit = defineError(
  'conflict',
  'ORDER_ABOVE_LIMIT',
  {
    en: 'The order is more than your account may order in this way for now. Order less, pay by card instead of cash, or write to us; see limits.',
    'zh-CN':
      '该订单超出您的账户目前以此方式下单的限额。请减少数量、改用银行卡支付，或联系客服；详情见 limits。',
  },
  overLimits,
);
export const OwnLimits = /* @__PURE__ */ defineError('forbidden', 'OWN_LIMITS', {
  en: 'Nobody decides about the limits of their own account. Ask a colleague.',
  'zh-CN': '不能修改自己账户的限额，请由其他同事操作。',
});
export const ShopperNotFound = /* @__PURE__ */ defineError('not-found', 'SHOPPER_NOT_FOUND', {
  en: 'There is no such account, or not any more. One that was made a moment ago is known here in a minute.',
  'zh-CN': '该账户不存在或已注销。刚注册的账户请在一分钟后重试。',
});

/** When nobody can say when more is possible: often enough to notice that a parcel has arrived. */
const ASK_AGAIN_SECONDS = 3600;

/** The error that tells by which limits an order is refused, and when it is possible. */
export function limitError(over: readonly OverLimit[], now: number): AppError {
  const moreAt = moreAtAll(over);
  const details = { limits: over.map(showOverLimit), morePossibleAt: isoOrNull(moreAt) };
  if (over.some(isTooLarge)) return OrderAboveLimit({ details });
  const retryAfter = moreAt === null ? ASK_AGAIN_SECONDS : Math.max(1, Math.ceil((moreAt - now) / 1000));
  return OrderLimitReached({ details: { ...details, retryAfter } });
}

/** Whether an error is one of those. */
export const isLimitError = ({ code }: AppError): boolean =>
  code === OrderLimitReached.code || code === OrderAboveLimit.code;

/** A limit as answers show it. */
export const showOverLimit = ({ moreAt, ...limit }: OverLimit) => ({
  ...limit,
  morePossibleAt: moreAt === null ? null : iso(moreAt),
});

/** When all of the limits allow it; null when that is not known of one. */
const moreAtAll = (over: readonly OverLimit[]): number | null =>
  over.reduce<number | null>(
    (latest, { moreAt }) => (latest === null || moreAt === null ? null : Math.max(latest, moreAt)),
    0,
  );
