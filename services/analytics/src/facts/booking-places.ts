import type { Slot } from '../calendar/slot.ts';
import type { Amounts, Counter } from '../roll-ups/counter.ts';
import { type Dimension, WHOLE } from '../roll-ups/dimension.ts';
import type { Booking } from '../roll-ups/roll-up.ts';
import type { Line, OrderPart } from './fact.ts';

/** Where what belongs to an order as a whole is booked. */
export const ofOrder = (
  { region, paymentMethod }: Pick<OrderPart, 'region' | 'paymentMethod'>,
  slot: Slot,
  amounts: Amounts,
): Booking[] => [
  { dimension: 'total', value: WHOLE, slot, amounts },
  { dimension: 'region', value: region, slot, amounts },
  { dimension: 'paymentMethod', value: paymentMethod, slot, amounts },
];

/**
 * Where what belongs to lines is booked: by product, and by category once for all lines of one.
 *
 * @param of what a line counts
 * @param once what an order counts beside it, for each product and category that is in it
 */
export function ofLines<L extends Pick<Line, 'productId' | 'title' | 'category'>>(
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
  const categories = [...Map.groupBy(lines, ({ category }) => category)].map(([category, same]) =>
    booking('category', category, slot, { ...same.map(of).reduce(together), ...once }),
  );
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
