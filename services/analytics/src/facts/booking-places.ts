import type { Slot } from '../calendar/slot.ts';
import type { Amounts, Counter } from '../roll-ups/counter.ts';
import { cityOf, type Dimension, pairOf, WHOLE } from '../roll-ups/dimension.ts';
import type { Booking } from '../roll-ups/roll-up.ts';
import type { Line, OrderPart } from './fact.ts';

/** What stands for the city of an order of which none is told. */
const NO_CITY = '-';

/** Where what belongs to an order as a whole is booked. */
export const ofOrder = (
  { region, city = NO_CITY, paymentMethod }: Pick<OrderPart, 'region' | 'city' | 'paymentMethod'>,
  slot: Slot,
  amounts: Amounts,
): Booking[] => [
  booking('total', WHOLE, slot, amounts),
  booking('region', region, slot, amounts),
  booking('city', cityOf(region, city), slot, amounts),
  booking('paymentMethod', paymentMethod, slot, amounts),
  booking('region+paymentMethod', pairOf(region, paymentMethod), slot, amounts),
];

/**
 * Where what belongs to lines of an order is booked: by product, and by category once for all lines of one.
 *
 * @param of what a line counts
 * @param once what an order counts beside it, for each product and category that is in it
 */
export function ofLines<L extends Pick<Line, 'productId' | 'title' | 'category'>>(
  { region, paymentMethod }: Pick<OrderPart, 'region' | 'paymentMethod'>,
  lines: readonly L[],
  slot: Slot,
  of: (line: L) => Amounts,
  once: Amounts = {},
): Booking[] {
  const products = lines.map((line): Booking => {
    const { productId, title, category } = line;
    return {
      ...booking('product', productId, slot, { ...of(line), ...once }),
      label: { title, category },
    };
  });
  const categories = [...Map.groupBy(lines, ({ category }) => category)].flatMap(([category, same]) => {
    const amounts = { ...same.map(of).reduce(together), ...once };
    return [
      booking('category', category, slot, amounts),
      booking('category+region', pairOf(category, region), slot, amounts),
      booking('category+paymentMethod', pairOf(category, paymentMethod), slot, amounts),
    ];
  });
  return [...products, ...categories];
}

/** Counters of both, added up. */
export const together = (a: Amounts, b: Amounts): Amounts => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([counter, amount]) => [counter, (a[counter as Counter] ?? 0) + amount]),
  ),
});

const booking = (dimension: Dimension, value: string, slot: Slot, amounts: Amounts): Booking => ({
  dimension,
  value,
  slot,
  amounts,
});
