import { Instant, Money, ProductId, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import { isoOrNull } from '../../iso.ts';
import { ShopperLimit } from '../../limits/shopper-limit.ts';
import { PROMOTION_PROBLEMS } from '../../promotions/reduction.ts';
import { showOverLimit } from '../../order-limits/errors.ts';
import { OverLimitShape } from '../../order-limits/order-limits-body.ts';
import { type Limits, LINE_PROBLEMS, type Quote } from '../quote.ts';

/** What an order would cost. */
export const QuoteShape = z.object({
  items: z.array(
    z.object({
      productId: ProductId,
      variantId: z.optional(VariantId),
      title: z.nullable(z.string()),
      quantity: z.int(),
      /** The price of now. */
      unitPrice: Money,
      lineTotal: Money,
      discount: z.optional(Money),
      problems: z.array(z.enum(LINE_PROBLEMS)),
      /** How many there are, when too few. */
      available: z.optional(z.int()),
      limitPerShopper: z.optional(ShopperLimit),
      /** How many are left to the shopper by the limit, and when more are. */
      left: z.optional(z.int()),
      moreAt: z.optional(z.nullable(Instant)),
    }),
  ),
  discount: Money,
  shippingFee: Money,
  total: Money,
  promotion: z.optional(
    z.object({
      code: z.string(),
      problem: z.optional(z.enum(PROMOTION_PROBLEMS)),
      from: z.optional(Instant),
      until: z.optional(Instant),
      smallestTotal: z.optional(Money),
      categories: z.optional(z.array(z.string())),
      left: z.optional(z.int()),
      moreAt: z.optional(z.nullable(Instant)),
    }),
  ),
  taxIncluded: Money,
  /**
   * Limits of the account that an order of this would meet. Where no paymentMethod is given, `unpaid-` is about a card and
   * `cash-` about cash.
   */
  limits: z.array(OverLimitShape),
  /** Whether an order of this would be accepted now. */
  orderable: z.boolean(),
});
export type QuoteShape = z.infer<typeof QuoteShape>;

export function showQuote(quote: Quote & Readonly<{ limits: Limits }>, currency: string): QuoteShape {
  const money = (amount: number): Money => ({ amount, currency });
  const { lines, discounts, promotion, limits } = quote;
  const { problem } = promotion ?? {};
  return {
    items: lines.map(({ category: _category, limit, available, ...line }, i) => ({
      ...line,
      problems: [...line.problems],
      lineTotal: money(line.unitPrice.amount * line.quantity),
      ...(discounts[i] && { discount: money(discounts[i]) }),
      ...(line.problems.includes('out-of-stock') && { available }),
      ...(limit && {
        limitPerShopper: { units: limit.units, ...(limit.days !== undefined && { days: limit.days }) },
        left: limit.left,
        moreAt: isoOrNull(limit.moreAt),
      }),
    })),
    discount: money(quote.discount),
    shippingFee: money(quote.shippingFee),
    total: money(quote.total),
    ...(promotion && {
      promotion: {
        code: promotion.code,
        ...problem,
        ...(problem?.problem === 'total-too-small' && { smallestTotal: money(problem.smallestTotal) }),
      } as QuoteShape['promotion'],
    }),
    taxIncluded: money(quote.tax.included),
    limits: limits.over.map(showOverLimit),
    orderable:
      problem === undefined && limits.isPossible && lines.every(({ problems }) => problems.length === 0),
  };
}
