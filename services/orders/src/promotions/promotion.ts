import type { Change } from '@cartless/aggregate';
import * as z from 'zod/mini';
import type { ShopperLimit } from '../limits/shopper-limit.ts';

/** How people write a code: letters, digits and dashes, in any case; it is kept in capitals. */
export const PromotionCode = z.pipe(
  z.string().check(z.trim(), z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{2,31}$/)),
  z.transform((code) => code.toUpperCase()),
);

/** What a promotion takes off: per cent, an amount in minor units of the shop's currency, or the shipping fee. */
export type Reduction = Readonly<
  { type: 'percent'; percent: number } | { type: 'amount'; amount: number } | { type: 'free-shipping' }
>;

/** What administrators say of a promotion. Times are milliseconds since 1970, both included, amounts minor units. */
export type PromotionTerms = Readonly<{
  reduction: Reduction;
  /** What the goods of an order must be worth together. */
  smallestTotal?: number;
  /** Leaves or departments of the category tree to which it applies; to everything when left out. */
  categories?: readonly string[];
  from?: number;
  until?: number;
  /** How often it can be used in all. */
  limit?: number;
  /** How often one shopper can use it. */
  limitPerShopper?: ShopperLimit;
  active: boolean;
}>;

export type Promotion = PromotionTerms &
  Readonly<{
    code: string;
    version: number;
    createdAt: number;
    /** The limit that it had last, as long as it has none: what was used of that is not forgotten. */
    lastLimit?: number;
  }>;

/** A request that can be repeated: digests of its key and of what it asks for. */
export type PromotionRequest = Readonly<{ key: string; hash: string }>;

/** What is written beside a promotion: how often it can still be used, and the request that made it. */
export type PromotionSide = Readonly<
  | { type: 'set-uses'; left: number }
  | { type: 'add-uses'; more: number }
  | ({ type: 'note-request' } & PromotionRequest)
>;
export type PromotionChange = Change<Promotion, never, PromotionSide>;

/** A new promotion. */
export const offer = (promotion: Promotion, request?: PromotionRequest): PromotionChange => ({
  state: promotion,
  also: [
    ...usesAfter(undefined, promotion.limit),
    ...(request === undefined ? [] : [{ type: 'note-request' as const, ...request }]),
  ],
});

/** The promotion with other terms; what was used of its limit stays used, also when that is taken away and set again. */
export const revise = (promotion: Promotion, terms: PromotionTerms): PromotionChange => {
  const { code, version, createdAt } = promotion;
  const before = promotion.limit ?? promotion.lastLimit;
  const last = terms.limit === undefined && before !== undefined ? { lastLimit: before } : {};
  return { state: { ...terms, code, version, createdAt, ...last }, also: usesAfter(before, terms.limit) };
};

function usesAfter(before: number | undefined, limit: number | undefined): PromotionSide[] {
  if (limit === undefined || before === limit) return [];
  if (before === undefined) return [{ type: 'set-uses', left: limit }];
  return [{ type: 'add-uses', more: limit - before }];
}
