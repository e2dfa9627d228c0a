import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { hear, type ParcelNews } from './parcel-news.ts';
import { type Replaced, replaced, unreplaced } from './replacement-news.ts';
import { ALL_BACK, decide, decideByTime, type Decision } from './undelivered.ts';

const [FIRST, SECOND]: readonly ShipmentId[] = ['shp_1', 'shp_2'];
const STEP = { at: 60, by: 'carrier' } as const;
const STAFF = { at: 70, by: 'admin' } as const;
const DEADLINE = { decideBy: 1000, heardAt: 60 };
const items = (quantity: number) => [{ productId: PRODUCT, quantity }];

/** An order of two lamps that changes, and the units that it tells of, one number a change that tells some. */
function anOrderThat(start: Order) {
  let order = start;
  const told: number[] = [];
  const goes = (change: OrderChange | undefined) => {
    if (change === undefined) return;
    order = change.state;
    for (const fact of change.facts ?? []) {
      if (fact.type === 'goods-reshelved') told.push(...fact.moved.map(({ units }) => units));
    }
  };
  return {
    told,
    hears: (status: ParcelNews['status'], sequence: number, more: Partial<ParcelNews> = {}) =>
      goes(hear(order, { shipmentId: FIRST!, status, sequence, ...more }, STEP, DEADLINE)),
    decides: (decision: Decision) => goes(decide(order, decision, ALL_BACK, STAFF)),
    waits: () => goes(decideByTime(order, ALL_BACK, STAFF)),
    agrees: (more: Partial<Replaced> = {}) =>
      goes(replaced(order, { shipmentId: FIRST!, arrived: false, ...more }, STAFF, DEADLINE)),
    cannot: () => goes(unreplaced(order, { shipmentId: FIRST! }, STEP, DEADLINE)),
  };
}

describe('goods of a parcel that did not arrive', () => {
  it('are told once they are on the shelf, at the decision or when they come', () => {
    const here = anOrderThat(anOrder('paid'));
    here.hears('returning', 3);
    here.hears('returned', 4, { fit: true });
    expect(here.told).toEqual([]);
    here.waits();
    here.hears('returned', 5, { fit: true });
    expect(here.told).toEqual([2]);
    const late = anOrderThat(anOrder('paid'));
    late.hears('lost', 3);
    late.decides({ outcome: 'refund', restock: true });
    expect(late.told).toEqual([]);
    late.hears('returned', 4, { fit: true });
    expect(late.told).toEqual([2]);
  });

  it('are no news when they stay lost, or go out again themselves', () => {
    const lost = anOrderThat(anOrder('paid'));
    lost.hears('lost', 3);
    lost.decides({ outcome: 'refund', restock: false });
    lost.hears('returned', 4, { fit: true });
    expect(lost.told).toEqual([]);
    const again = anOrderThat(anOrder('paid'));
    again.hears('returned', 4, { fit: true });
    again.decides({ outcome: 'reship', restock: true });
    expect(again.told).toEqual([]);
  });

  it('are replaced by others, which is told, and told back when it cannot be', () => {
    const sent = anOrderThat(anOrder('paid'));
    sent.hears('lost', 3);
    sent.decides({ outcome: 'reship', restock: true });
    sent.hears('returned', 4, { fit: true });
    expect(sent.told).toEqual([-2, 2]);
    const cannot = anOrderThat(anOrder('paid'));
    cannot.hears('lost', 3);
    cannot.decides({ outcome: 'reship', restock: false });
    cannot.cannot();
    expect(cannot.told).toEqual([-2, 2]);
    // What had been decided of its own goods is open again too.
    const anew = anOrderThat(anOrder('paid'));
    anew.hears('lost', 3);
    anew.decides({ outcome: 'reship', restock: true });
    anew.cannot();
    anew.hears('returned', 4, { fit: true });
    expect(anew.told).toEqual([-2, 2]);
    anew.decides({ outcome: 'refund', restock: true });
    expect(anew.told).toEqual([-2, 2, 2]);
    const damaged = anOrderThat(anOrder('paid'));
    damaged.hears('delivered', 3);
    damaged.agrees({ arrived: true, again: items(1), replacement: SECOND });
    expect(damaged.told).toEqual([-1]);
  });

  it('are told by units when only some of them are sent again', () => {
    const some = anOrderThat(anOrder('paid'));
    some.hears('returned', 3, { fit: false });
    some.decides({ outcome: 'refund', restock: true, items: items(1) });
    expect(some.told).toEqual([1]);
  });

  it('are told of cash orders when these are paid, and never when they are not', () => {
    const order = anOrder('placed', { paymentMethod: 'cod' });
    const paid = anOrderThat(order);
    paid.hears('returned', 3, { fit: true, items: items(1) });
    paid.decides({ outcome: 'refund', restock: true });
    expect(paid.told).toEqual([]);
    paid.hears('delivered', 3, { shipmentId: SECOND!, items: items(1) });
    expect(paid.told).toEqual([1]);
    const refused = anOrderThat(order);
    refused.hears('returned', 3, { fit: true });
    refused.waits();
    expect(refused.told).toEqual([]);
  });
});
