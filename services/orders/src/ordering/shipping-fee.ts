import * as z from 'zod/mini';

const Rule = z.object({ fee: z.int().check(z.nonnegative()), freeFrom: z.nullable(z.int()) });

/**
 * What sending costs, in minor units: a flat fee that falls away from an amount on, with other figures for some
 * places. A place is `CN` or `CN/西藏`; the closest rule counts.
 */
export const ShippingRules = z.object({ default: Rule, places: z._default(z.record(z.string(), Rule), {}) });
export type ShippingRules = z.infer<typeof ShippingRules>;

/** The fee for goods of a value to a place. */
export function shippingFee(
  rules: ShippingRules,
  goods: number,
  { country, region }: Readonly<{ country: string; region: string }>,
): number {
  const rule = rules.places[`${country}/${region}`] ?? rules.places[country] ?? rules.default;
  return rule.freeFrom !== null && goods >= rule.freeFrom ? 0 : rule.fee;
}
