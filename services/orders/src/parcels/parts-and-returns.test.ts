import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { cancel } from '../ordering/cancellation.ts';
import { refunded } from '../payments/money-kept.ts';
import type { Order } from '../ordering/order.ts';
import { approve } from '../returns/return-decision.ts';
import { receive } from '../returns/return-receipt.ts';
import { request } from '../returns/return-request.ts';
import { hear } from './parcel-news.ts';
import { decide } from './undelivered.ts';

const IDS = ['shp_a_1', 'shp_a_2', 'shp_a_3'] as unknown as readonly ShipmentId[];
const STEP = { at: 50, by: 'carrier' } as const;
const STAFF = { at: 60, by: 'admin' } as const;
const one = [{ productId: PRODUCT, quantity: 1 }];

/** An order of three lamps for 334 each, 2 less by a promotion, in three parcels. */
function inParts(): Order {
  const order = anOrder('paid');
  const lines = order.lines.map((line) => ({
    ...line,
    quantity: 3,
    unitPrice: { amount: 334, currency: 'CNY' },
    discount: 2,
    draws: [{ bucket: 0, quantity: 3 }],
  }));
  const captures = [{ intent: 'pi_1', amount: 1300, at: 5 }];
  return { ...order, lines, shippingFee: 300, total: 1300, captures };
}
const hears = (order: Order, place: number, status: 'dispatched' | 'delivered' | 'lost', sequence: number) =>
  hear(order, { shipmentId: IDS[place]!, sequence, status, items: one }, STEP, { decideBy: 99, heardAt: 55 })
    ?.state ?? order;
const sent = (): Order =>
  IDS.reduce<Order>((order, _, place) => hears(order, place, 'dispatched', 2), inParts());
const giveUp = (order: Order): Order =>
  decide(order, { outcome: 'refund', restock: false }, { keepFee: false }, STAFF)?.state ?? order;
const takeBack = (order: Order): Order => {
  const asked = request(order, { items: one, reason: 'x' }, 70).state;
  const id = `ret_1-${asked.returns.length}`;
  const approved = approve(asked, id, STAFF)?.state ?? asked;
  return (
    receive(approved, id, { items: one.map((item) => ({ ...item, restock: true })) }, STAFF)?.state ?? order
  );
};

describe('an order of which some parcels arrive and some do not', () => {
  const lostOne = () => giveUp(hears(sent(), 0, 'lost', 3));
  const lostTwo = () => giveUp(hears(lostOne(), 1, 'lost', 3));
  const delivered = () => hears(lostTwo(), 2, 'delivered', 3);

  it('gives back exactly what its goods cost, whichever way each of them comes back', () => {
    expect(refunded(lostOne())).toBe(333);
    expect(delivered().status).toBe('delivered');
    const all = takeBack(delivered());
    expect(refunded(all)).toBe(1000);
    expect(all.status).toBe('returned');
  });

  it('takes nothing back that never arrived', () => {
    const two = { items: [{ productId: PRODUCT, quantity: 2 }], reason: 'x' };
    expect(() => request(delivered(), two, 70)).toThrow(
      expect.objectContaining({ details: { lines: [{ productId: PRODUCT, left: 1 }] } }),
    );
  });

  it('is not cancelled as a whole once something of it has left', () => {
    const waiting = hears(hears(sent(), 0, 'delivered', 3), 1, 'lost', 3);
    expect(waiting.status).toBe('undelivered');
    for (const order of [waiting, sent(), anOrder('undelivered')]) {
      expect(() => cancel(order, 'shopper', STAFF)).toThrow(
        expect.objectContaining({ code: 'ORDER_CANNOT_MOVE' }),
      );
    }
  });
});
