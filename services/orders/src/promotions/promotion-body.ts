import { Instant, MAX_PRICE, Money, Price } from '@cartless/domain';
import * as z from 'zod/mini';
import { CurrencyUnsupported } from '../catalogue/errors.ts';
import { PRODUCT_FIELDS } from '../catalogue/product-input-body.ts';
import { iso } from '../iso.ts';
import { ShopperLimit } from '../limits/shopper-limit.ts';
import { Moment, rangeOf } from '../paging.ts';
import type { Promotion, PromotionTerms } from './promotion.ts';

const MOST_USES = 10_000_000;

const reductionBy = <M extends z.ZodMiniType>(money: M) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('percent'), percent: z.int().check(z.gte(1), z.lte(100)) }),
    z.strictObject({ type: z.literal('amount'), amount: money }),
    z.strictObject({ type: z.literal('free-shipping') }),
  ]);

/** What is taken off is never nothing. */
const Reduction = reductionBy(z.extend(Price, { amount: z.int().check(z.gte(1), z.lte(MAX_PRICE)) }));

/** What may be left out of a promotion; in a change, null takes it away. */
const OPTIONAL = {
  smallestTotal: Price,
  categories: z.array(PRODUCT_FIELDS.category).check(z.minLength(1), z.maxLength(20)),
  from: Moment,
  until: Moment,
  limit: z.int().check(z.gte(1), z.lte(MOST_USES)),
  limitPerShopper: ShopperLimit,
};

export const PROMOTION_FIELDS = {
  reduction: Reduction,
  smallestTotal: z.optional(OPTIONAL.smallestTotal),
  categories: z.optional(OPTIONAL.categories),
  from: z.optional(OPTIONAL.from),
  until: z.optional(OPTIONAL.until),
  limit: z.optional(OPTIONAL.limit),
  limitPerShopper: z.optional(OPTIONAL.limitPerShopper),
  active: z._default(z.boolean(), true),
};

export const PROMOTION_CHANGES = {
  reduction: z.optional(Reduction),
  smallestTotal: z.optional(z.nullable(OPTIONAL.smallestTotal)),
  categories: z.optional(z.nullable(OPTIONAL.categories)),
  from: z.optional(z.nullable(OPTIONAL.from)),
  until: z.optional(z.nullable(OPTIONAL.until)),
  limit: z.optional(z.nullable(OPTIONAL.limit)),
  limitPerShopper: z.optional(z.nullable(OPTIONAL.limitPerShopper)),
  active: z.optional(z.boolean()),
};
const Fields = z.object(PROMOTION_CHANGES);
type Fields = z.infer<typeof Fields>;

/** A promotion as administrators see it. */
export const PromotionShape = z.object({
  code: z.string(),
  ...PROMOTION_FIELDS,
  // Nothing could be taken off once.
  reduction: reductionBy(Price),
  /** How often orders have used it that were not cancelled; null where nothing limits it. */
  used: z.nullable(z.int()),
  version: z.int(),
  createdAt: Instant,
});

/** @param left how often it can still be used, when that is limited */
export function showPromotion(
  { code, version, createdAt, ...terms }: Promotion,
  currency: string,
  left: number | undefined,
): z.infer<typeof PromotionShape> {
  const { reduction, smallestTotal, categories, from, until, limit, limitPerShopper, active } = terms;
  const inCurrency = (amount: number): Money => ({ amount, currency });
  return {
    code,
    reduction:
      reduction.type === 'amount' ? { ...reduction, amount: inCurrency(reduction.amount) } : reduction,
    ...(smallestTotal !== undefined && { smallestTotal: inCurrency(smallestTotal) }),
    ...(categories && { categories: [...categories] }),
    ...(from !== undefined && { from: iso(from) }),
    ...(until !== undefined && { until: iso(until) }),
    ...(limit !== undefined && { limit }),
    ...(limitPerShopper && { limitPerShopper }),
    active,
    used: limit === undefined ? null : limit - (left ?? limit),
    version,
    createdAt: iso(createdAt),
  };
}

/** The parts of a promotion as they are kept, null where one is taken away. @throws AppError CURRENCY_UNSUPPORTED */
export function readFields({ reduction, smallestTotal, from, until, ...fields }: Fields, currency: string) {
  const minor = (money: Money): number => {
    if (money.currency !== currency) throw CurrencyUnsupported({ details: { currency } });
    return money.amount;
  };
  return {
    ...fields,
    ...(reduction && {
      reduction: reduction.type === 'amount' ? { ...reduction, amount: minor(reduction.amount) } : reduction,
    }),
    ...(smallestTotal !== undefined && { smallestTotal: smallestTotal && minor(smallestTotal) }),
    ...(from !== undefined && { from: from === null ? null : rangeOf({ from }).from }),
    ...(until !== undefined && { until: until === null ? null : rangeOf({ to: until }).to }),
  };
}

export type PromotionFields = {
  readonly [K in keyof PromotionTerms]?: PromotionTerms[K] | null | undefined;
};
