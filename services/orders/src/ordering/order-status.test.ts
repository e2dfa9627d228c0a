import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { pay } from '../payments/payment.ts';
import { receive } from '../returns/return-receipt.ts';
import type { Approved } from '../returns/return.ts';
import { cancel } from './cancellation.ts';
import { complete } from './completion.ts';
import { deliver, ship } from './delivery.ts';
import { hear } from '../parcels/parcel-news.ts';
import { ALL_BACK, decide, decideByTime } from '../parcels/undelivered.ts';
import type { OrderChange } from './order-change.ts';
import { canMove, movable } from './order-status.ts';
import type { Order } from './order.ts';

const step = { at: 99, by: 'system' } as const;
const both = { items: [{ line: 0, quantity: 2 }], reason: 'x', at: 30 };
const approved: Approved = { ...both, status: 'approved', decision: { at: 31, by: 'admin' } };
const arrived = { items: [{ productId: PRODUCT, quantity: 2, restock: true }] };
/** The rule that leads to each state. */
const RULES: Readonly<Partial<Record<OrderStatus, (order: Order) => OrderChange | undefined>>> = {
  paid: (order) => pay(order, { intent: 'pi_2', amount: 10_000, at: 98 }, step, () => '20261121-4F7K2M9-C'),
  shipped: (order) =>
    order.status === 'undelivered'
      ? decide(order, { outcome: 'reship', restock: false }, ALL_BACK, step)
      : ship(order, step),
  undelivered: (order) =>
    order.status === 'shipped'
      ? hear(order, { shipmentId: 'shp_1', sequence: 3, status: 'lost' }, step, { decideBy: 9, heardAt: 9 })
      : undefined,
  delivered: (order) => deliver(order, step, 99),
  completed: (order) => complete(order, step),
  cancelled: (order) =>
    order.status === 'undelivered' ? decideByTime(order, ALL_BACK, step) : cancel(order, 'admin', step),
  // Returns stand beside the state, and only the last of the goods moves the order.
  returned: (order) => receive({ ...order, returns: [approved] }, 'ret_1-1', arrived, step),
};

const pairs = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const));

describe('the moves of an order', () => {
  it.each(pairs.filter(([from, to]) => canMove(from, to)))(
    'from %s to %s are made by a rule, which adds to the history',
    (from, to) => {
      // Only cash on delivery leaves unpaid.
      const cash = from === 'placed' && (to === 'shipped' || to === 'delivered');
      const change = RULES[to]?.(anOrder(from, cash ? { paymentMethod: 'cod', payBy: null } : {}));
      expect(change?.state.status).toBe(to);
      expect(change?.state.history.at(-1)).toEqual({ status: to, ...step });
    },
  );

  it.each(pairs.filter(([from, to]) => !canMove(from, to)))('from %s to %s do not exist', (from, to) => {
    expect(() => movable(anOrder(from), to)).toThrow(`cannot become ${to}`);
    const reached = () => RULES[to]?.(anOrder(from))?.state.status;
    let status: OrderStatus | undefined = from;
    try {
      status = reached() ?? from;
    } catch {
      // Refused, which is as good.
    }
    expect(status).toBe(from);
  });
});
