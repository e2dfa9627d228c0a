import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { heldBy } from '../stock/held-units.ts';
import type { ParcelItem, ParcelStatus } from './parcel.ts';
import { hear, type ParcelNews } from './parcel-news.ts';
import { replaced, unreplaced } from './replacement-news.ts';
import { ALL_BACK, decide, decideByTime, type Decision } from './undelivered.ts';

const [FIRST, SECOND]: readonly [ShipmentId, ShipmentId] = ['shp_1', 'shp_2'];
const STEP = { at: 60, by: 'carrier' } as const;
const STAFF = { at: 70, by: 'admin' } as const;
const DEADLINE = { decideBy: 1000, heardAt: 60 };
const BOUGHT = 2;
const ONE = [{ productId: PRODUCT, quantity: 1 }];
/** From here on there is hardly anything new. */
const DEEPEST = 5;

/** Something that happens to an order; `sequence` is newer than all that was heard before. */
type Act = (order: Order, sequence: number) => OrderChange | undefined;

const heard =
  (shipmentId: ShipmentId, status: ParcelStatus, more: Partial<ParcelNews> = {}): Act =>
  (order, sequence) =>
    hear(order, { shipmentId, status, sequence, ...more }, STEP, DEADLINE);
const decided =
  (decision: Decision): Act =>
  (order) =>
    decide(order, decision, ALL_BACK, STAFF);
/** @param second how much of the first parcel is sent again in the second; all of it, when it is left out */
const actsWith = (second: readonly ParcelItem[] | undefined): Readonly<Record<string, Act>> => ({
  'is lost': heard(FIRST, 'lost'),
  'goes back': heard(FIRST, 'returning'),
  'is back': heard(FIRST, 'returned'),
  'is back and fit': heard(FIRST, 'returned', { fit: true }),
  arrives: heard(FIRST, 'delivered'),
  'is given up': decided({ outcome: 'refund', restock: false }),
  'is given up, and goes to the shelf': decided({ outcome: 'refund', restock: true }),
  'is to go again': decided({ outcome: 'reship', restock: false }),
  'is to go again, and to the shelf': decided({ outcome: 'reship', restock: true }),
  'is to go again by one unit': decided({ outcome: 'reship', restock: false, items: ONE }),
  'is to go again by one unit, and to the shelf': decided({ outcome: 'reship', restock: true, items: ONE }),
  'was decided too late': (order) =>
    order.status === 'undelivered' ? decideByTime(order, ALL_BACK, STAFF) : undefined,
  'goes again': (order) =>
    replaced(
      order,
      { shipmentId: FIRST, arrived: false, replacement: SECOND, again: second },
      STAFF,
      DEADLINE,
    ),
  'had arrived, and goes again': (order) =>
    replaced(
      order,
      { shipmentId: FIRST, arrived: true, replacement: SECOND, again: second },
      STAFF,
      DEADLINE,
    ),
  'cannot go again': (order) => unreplaced(order, { shipmentId: FIRST }, STEP, DEADLINE),
  'cannot go again by one unit': (order) =>
    unreplaced(order, { shipmentId: FIRST, wanted: ONE }, STEP, DEADLINE),
  'has left again': heard(SECOND, 'dispatched', { replaces: FIRST, items: second }),
  'is back once more': heard(SECOND, 'returned', { replaces: FIRST, items: second, fit: true }),
  'is lost once more': heard(SECOND, 'lost', { replaces: FIRST, items: second }),
});

const FIRST_BACK = new Set(['is back', 'is back and fit']);

/** So many units come to the shelf by a change. */
const shelved = ({ also = [] }: OrderChange): number =>
  also.reduce((sum, side) => {
    if (side.type === 'release-stock') return sum + side.quantity;
    return side.type === 'retake-stock' ? sum - side.quantity : sum;
  }, 0);
const told = ({ facts = [] }: OrderChange): number =>
  facts
    .flatMap((fact) => (fact.type === 'goods-reshelved' ? fact.moved : []))
    .reduce((sum, { units }) => sum + units, 0);
const held = (order: Order): number => [...heldBy(order).values()].reduce((sum, units) => sum + units, 0);

/** The units that ever came back. */
const cameBack = (way: readonly string[], second: readonly ParcelItem[] | undefined): number =>
  (way.some((act) => FIRST_BACK.has(act)) ? BOUGHT : 0) +
  (way.includes('is back once more') ? (second?.[0]?.quantity ?? BOUGHT) : 0);

/** Orders that differ in nothing that a later step looks at are one. */
const keyOf = ({ history: _history, unanswered: _told, parcels, ...order }: Order): string =>
  JSON.stringify([order, parcels.map(({ seen: _seen, ...parcel }) => parcel)]);

const walked = (order: Order, act: Act, sequence: number): OrderChange | undefined => {
  try {
    return act(order, sequence);
  } catch (error) {
    // A decision that is refused changes nothing.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
};

describe('whatever becomes of a parcel and its goods', () => {
  it.each([
    ['all of it', undefined],
    ['one unit', ONE],
  ])('the shelf moves by what the order then holds, and it is told, when %s goes again', (_, second) => {
    const acts = Object.entries(actsWith(second));
    const seen = new Set<string>();
    const wrong: string[] = [];
    let reached: { order: Order; way: readonly string[] }[] = [{ order: anOrder('paid'), way: [] }];
    for (let depth = 1; depth <= DEEPEST; depth += 1) {
      const next: typeof reached = [];
      for (const { order, way } of reached) {
        for (const [name, act] of acts) {
          const change = walked(order, act, depth);
          if (change === undefined) continue;
          const [shelf, off, said] = [shelved(change), held(order) - held(change.state), told(change)];
          const came = [...way, name];
          if (shelf !== off || said !== shelf)
            wrong.push(`${came.join('; ')}: ${off} fewer held, ${shelf} to the shelf, ${said} told`);
          const [here, onShelf] = [cameBack(came, second), BOUGHT - held(change.state)];
          if (onShelf > here)
            wrong.push(`${came.join('; ')}: ${onShelf} are on the shelf again, and ${here} came back`);
          const key = `${here} ${keyOf(change.state)}`;
          if (!seen.has(key)) next.push({ order: change.state, way: came });
          seen.add(key);
        }
      }
      reached = next;
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(seen.size).toBeGreaterThan(1000);
  });
});
