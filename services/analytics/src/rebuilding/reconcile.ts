import type { Counter } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import { firstSlot, instantOf, SLOTS_A_DAY } from '../calendar/slot.ts';
import type { OrderFacts } from '../order-lists/ports.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import { slicesOf, totalOf } from '../reports/read-figures.ts';

/** Counters that every split of an order must add up to. */
const SPLIT_COUNTERS = [
  'orders',
  'units',
  'revenue',
  'paidOrders',
  'tax',
  'taxRefunded',
  'discounts',
  'shipping',
  'unitsSold',
  'costOfGoods',
  'cancelled',
  'refunded',
  'returnedUnits',
  'disputes',
] as const satisfies Counter[];

/** A number that does not agree: what the roll-ups say, and what it should be. */
export type Difference = Readonly<{ day: string; what: string; rollUps: number; expected: number }>;

/**
 * Compares the roll-ups of a UTC day with the orders placed on it, and the splits by region and payment method with
 * the whole.
 */
export const reconcile =
  ({ rollUps, orders }: Readonly<{ rollUps: RollUps; orders: OrderFacts }>) =>
  async (day: string): Promise<Difference[]> => {
    const range = { from: firstSlot(day), to: firstSlot(day) + SLOTS_A_DAY };
    const [facts, total, regions, methods] = await Promise.all([
      orders.count(instantOf(range.from), instantOf(range.to)),
      totalOf(rollUps, { dimension: 'total', value: WHOLE }, range),
      slicesOf(rollUps, 'region', range),
      slicesOf(rollUps, 'paymentMethod', range),
    ]);
    const of = (counter: Counter): number => total.get(counter) ?? 0;
    const compared = [
      { what: 'orders', rollUps: of('orders'), expected: facts.orders },
      { what: 'units', rollUps: of('units'), expected: facts.units },
      ...SPLIT_COUNTERS.flatMap((counter) =>
        [regions, methods].map((slices, i) => ({
          what: `${counter} by ${i === 0 ? 'region' : 'payment method'}`,
          rollUps: slices.reduce((sum, { sums }) => sum + (sums.get(counter) ?? 0), 0),
          expected: of(counter),
        })),
      ),
    ];
    return compared.filter((each) => each.rollUps !== each.expected).map((each) => ({ day, ...each }));
  };
