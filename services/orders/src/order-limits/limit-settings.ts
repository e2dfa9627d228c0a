import * as z from 'zod/mini';

const upTo = (most: number, least = 0) => z.int().check(z.gte(least), z.lte(most));

/** Every order that counts is named in one item, so there may not be very many. */
const MOST_ORDERS = 300;
const MOST_OPEN = 50;
const MOST_UNITS = 1_000_000;
const MOST_VALUE = Number.MAX_SAFE_INTEGER;
const MOST_DAYS = 365;

/** What one shopper may have at once, or do in a span of time. Values are of goods, in minor units of the shop's currency. */
const Limits = z.strictObject({
  perHour: upTo(MOST_ORDERS),
  perDay: upTo(MOST_ORDERS),
  /** Card orders that wait for their payment, and how many a day may end without one. */
  unpaid: z.strictObject({
    orders: upTo(MOST_OPEN),
    units: upTo(MOST_UNITS),
    value: upTo(MOST_VALUE),
    ended: upTo(MOST_ORDERS),
  }),
  /** Cash orders that have not arrived. */
  cash: z.strictObject({ orders: upTo(MOST_OPEN), value: upTo(MOST_VALUE) }),
  /** Of one product or variant, what is not paid for: so many units, or so much of what is on the shelf, whichever is more. */
  shelf: z.strictObject({ units: upTo(MOST_UNITS, 1), percent: upTo(100, 1) }),
});
export type Limits = z.infer<typeof Limits>;

const Earned = z.strictObject({ days: upTo(MOST_DAYS), orders: upTo(MOST_OPEN) });

/** The limits of a stage, by how well an account is known. */
export const OrderLimits = z.strictObject({
  levels: z.strictObject({ restricted: Limits, new: Limits, known: Limits, trusted: Limits }),
  /** After so many days, or so many orders that arrived. */
  known: Earned,
  /** After so many days and so many orders that arrived. */
  trusted: Earned,
  /** How long a cash order that was not taken at the door lowers the level by one. */
  refusedDays: upTo(MOST_DAYS, 1),
});
export type OrderLimits = z.infer<typeof OrderLimits>;

/** The smallest of every figure: who stays within it needs no looking up. */
export function leastOf({ levels }: OrderLimits): Limits {
  const all = Object.values(levels);
  const least = (of: (limits: Limits) => number) => Math.min(...all.map(of));
  return {
    perHour: least(({ perHour }) => perHour),
    perDay: least(({ perDay }) => perDay),
    unpaid: {
      orders: least(({ unpaid }) => unpaid.orders),
      units: least(({ unpaid }) => unpaid.units),
      value: least(({ unpaid }) => unpaid.value),
      ended: least(({ unpaid }) => unpaid.ended),
    },
    cash: { orders: least(({ cash }) => cash.orders), value: least(({ cash }) => cash.value) },
    shelf: { units: least(({ shelf }) => shelf.units), percent: least(({ shelf }) => shelf.percent) },
  };
}
