import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { hear, type ParcelNews } from './parcel-news.ts';
import { brought, givenUp } from './parcel-units.ts';
import { type Replaced, replaced } from './replacement-news.ts';

const idOf = (place: number): ShipmentId => `shp_a_${place}`;
const STEP = { at: 50, by: 'carrier' } as const;
const STAFF = { at: 60, by: 'admin' } as const;
const DEADLINE = { decideBy: 1000, heardAt: 55 };
const lamps = (quantity: number) => [{ productId: PRODUCT, quantity }];

type Hears = (order: Order) => OrderChange | undefined;
type Place = Readonly<{ replaces?: ShipmentId; origin?: ShipmentId; items?: ReturnType<typeof lamps> }>;

const heard =
  (shipmentId: ShipmentId, status: ParcelNews['status'], sequence: number, place: Place = {}): Hears =>
  (order) =>
    hear(order, { shipmentId, status, sequence, ...place }, STEP, DEADLINE);
const agreed =
  (told: Replaced): Hears =>
  (order) =>
    replaced(order, told, STAFF, DEADLINE);

/** Three lamps, of which two go in a first parcel and one in another, which has left and no more. */
const order = (): Order => {
  const [line] = anOrder('paid').lines;
  return anOrder('paid', { lines: [{ ...line!, quantity: 3, draws: [{ bucket: 0, quantity: 3 }] }] });
};
const REST = heard(idOf(2), 'dispatched', 2, { items: lamps(1) });
const ofFirst = { items: lamps(2) };
const second = { replaces: idOf(1), items: lamps(2) };

/** Chains whose middle is the third parcel, with what of the order is with its shopper when all was heard. */
const CHAINS: readonly (readonly [string, number, readonly Hears[]])[] = [
  [
    'what arrived damaged was sent again, arrived damaged, and was sent again',
    2,
    [
      REST,
      heard(idOf(1), 'delivered', 3, ofFirst),
      agreed({ shipmentId: idOf(1), arrived: true, replacement: idOf(3), ...ofFirst }),
      heard(idOf(3), 'delivered', 3, second),
      agreed({ shipmentId: idOf(3), arrived: true, replacement: idOf(4), ...second }),
      heard(idOf(4), 'delivered', 3, { replaces: idOf(3), origin: idOf(1), items: lamps(2) }),
    ],
  ],
  [
    'what was lost was sent again, was lost, and one of it was sent again',
    1,
    [
      REST,
      heard(idOf(1), 'lost', 3, ofFirst),
      agreed({ shipmentId: idOf(1), arrived: false, replacement: idOf(3), ...ofFirst }),
      heard(idOf(3), 'lost', 3, second),
      agreed({ shipmentId: idOf(3), arrived: false, replacement: idOf(4), again: lamps(1), ...second }),
      heard(idOf(4), 'delivered', 3, { replaces: idOf(3), origin: idOf(1), items: lamps(1) }),
    ],
  ],
  [
    'one of what was lost was sent again, was lost, and was sent again',
    1,
    [
      REST,
      heard(idOf(1), 'lost', 3, ofFirst),
      agreed({ shipmentId: idOf(1), arrived: false, replacement: idOf(3), again: lamps(1), ...ofFirst }),
      heard(idOf(3), 'lost', 3, { replaces: idOf(1), items: lamps(1) }),
      agreed({
        shipmentId: idOf(3),
        arrived: false,
        replacement: idOf(4),
        replaces: idOf(1),
        items: lamps(1),
      }),
      heard(idOf(4), 'delivered', 3, { replaces: idOf(3), origin: idOf(1), items: lamps(1) }),
    ],
  ],
  [
    'what was sent again went to another address before it left, so nothing tells of the middle',
    2,
    [
      REST,
      heard(idOf(1), 'lost', 3, ofFirst),
      agreed({ shipmentId: idOf(1), arrived: false, replacement: idOf(3), ...ofFirst }),
      heard(idOf(4), 'dispatched', 2, { replaces: idOf(3), origin: idOf(1), items: lamps(2) }),
      heard(idOf(4), 'delivered', 3, { replaces: idOf(3), origin: idOf(1), items: lamps(2) }),
    ],
  ],
];

function* everyOrderOf<T>(all: readonly T[]): Generator<readonly T[]> {
  if (all.length === 0) yield [];
  for (const [at, one] of all.entries()) {
    for (const rest of everyOrderOf(all.toSpliced(at, 1))) yield [one, ...rest];
  }
}

const shelf = (change: OrderChange): number =>
  (change.also ?? []).reduce((sum, side) => (side.type === 'retake-stock' ? sum - side.quantity : sum), 0);

describe.each(CHAINS)('%s', (_, here, events) => {
  it('ends the same in every order of its events, and is never delivered while a parcel of it is out', () => {
    const ends = new Set<string>();
    for (const told of everyOrderOf(events)) {
      let state = order();
      let left = 0;
      for (const event of told) {
        const change = event(state);
        if (change === undefined) continue;
        state = change.state;
        left += shelf(change);
        expect(state.status).not.toBe('delivered');
        const units = [brought(state), givenUp(state)].map((all) => all.get(PRODUCT) ?? 0);
        expect(units[0]).toBeLessThanOrEqual(here);
        expect(units[1]).toBe(0);
      }
      const arrived = brought(state).get(PRODUCT);
      ends.add(JSON.stringify({ status: state.status, arrived, left }));
    }
    expect(ends.size).toBe(1);
    expect(JSON.parse([...ends][0]!)).toMatchObject({ arrived: here });
  });
});
