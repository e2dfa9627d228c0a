import type { Address } from '@cartless/domain';
import * as z from 'zod/mini';

const Fee = z.int().check(z.nonnegative());
const Rule = z.object({ fee: Fee, freeFrom: z.nullable(z.int()), giftFee: z.optional(Fee) });

/**
 * What sending costs, in minor units: a flat fee that falls away from an amount on, and another one (none unless it is
 * given) when all goods are free, with other figures for some places. A place is `CN` or `CN/西藏`; the closest rule
 * counts.
 */
export const ShippingRules = z.object({ default: Rule, places: z._default(z.record(z.string(), Rule), {}) });
export type ShippingRules = z.infer<typeof ShippingRules>;

/** The fee for goods of a value to a place. */
export function shippingFee(
  rules: ShippingRules,
  goods: number,
  { country, region }: Pick<Address, 'country' | 'region'>,
): number {
  const ofRegion = region === undefined ? undefined : rules.places[`${country}/${region}`];
  const rule = ofRegion ?? rules.places[country] ?? rules.default;
  if (goods === 0) return rule.giftFee ?? 0;
  return rule.freeFrom !== null && goods >= rule.freeFrom ? 0 : rule.fee;
}
