import { ORDER_STATUSES, ReturnStatus } from '@cartless/domain';
import { brokenMoves, deadEnds, type Ways } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { cancel } from '../src/ordering/cancellation.ts';
import { complete } from '../src/ordering/completion.ts';
import type { OrderChange } from '../src/ordering/order-change.ts';
import type { Order, Refund } from '../src/ordering/order.ts';
import { hear } from '../src/parcels/parcel-news.ts';
import { ALL_BACK, decideByTime } from '../src/parcels/undelivered.ts';
import { CASH, payByHand, REFUND_STATUSES, statusOf } from '../src/payments/refund-moves.ts';
import { returnIdOf, type Return } from '../src/returns/return.ts';
import { withdraw } from '../src/returns/return-decision.ts';
import { settleReturn } from '../src/returns/return-due.ts';
import { anOrder } from './an-order.ts';

const step = { at: 99, by: 'system' } as const;
const DAY = 86_400_000;
const statusAfter = (change: OrderChange | undefined) => change?.state.status;

/** A parcel of which its carrier says nothing any more is lost by time; logistics tells of it. */
const lost = { shipmentId: 'shp_1', sequence: 3, status: 'lost' } as const;

const ORDERS: Ways = {
  name: 'an order',
  states: ORDER_STATUSES,
  ends: ['completed', 'cancelled', 'returned'],
  moves: [
    {
      from: 'placed',
      to: 'cancelled',
      by: 'shopper',
      make: () => statusAfter(cancel(anOrder('placed'), 'shopper', step)),
    },
    {
      from: 'paid',
      to: 'cancelled',
      by: 'shopper',
      make: () => statusAfter(cancel(anOrder('paid'), 'shopper', step)),
    },
    {
      from: 'shipped',
      to: 'undelivered',
      by: 'time',
      make: () => statusAfter(hear(anOrder('shipped'), lost, step, { decideBy: 1, heardAt: 1 })),
    },
    {
      from: 'undelivered',
      to: 'cancelled',
      by: 'time',
      make: () => statusAfter(decideByTime(anOrder('undelivered'), ALL_BACK, step)),
    },
    {
      from: 'delivered',
      to: 'completed',
      by: 'time',
      make: () => statusAfter(complete(anOrder('delivered'), step)),
    },
    {
      from: 'return-requested',
      to: 'completed',
      by: 'time',
      make: () => statusAfter(complete(anOrder('return-requested'), step)),
    },
  ],
};

const refund: Refund = { key: 'r', intent: 'pi_1', amount: 100, reason: 'x', owedAt: 0 };
const owing = (one: Refund): Order => ({ ...anOrder('paid'), refunds: [one] });
const byHand = (one: Refund, at: number) => {
  const [paid] = payByHand(owing(one), 'r', 'receipt 7', at)?.state.refunds ?? [];
  return paid && statusOf(paid);
};

const REFUNDS: Ways = {
  name: 'a refund',
  states: [...REFUND_STATUSES, 'owed in cash'],
  ends: ['done'],
  moves: [
    { from: 'owed in cash', to: 'done', by: 'staff', make: () => byHand({ ...refund, intent: CASH }, 1) },
    { from: 'owed', to: 'done', by: 'staff', make: () => byHand(refund, 15 * DAY) },
    { from: 'sent', to: 'done', by: 'staff', make: () => byHand({ ...refund, sentAt: 1 }, 15 * DAY) },
    {
      from: 'failed',
      to: 'done',
      by: 'staff',
      make: () => byHand({ ...refund, failed: { at: 1, why: 'closed' } }, 2),
    },
  ],
};

const asked = { items: [{ line: 0, quantity: 1 }], reason: 'x', at: 1 };
const decision = { at: 2, by: 'admin' } as const;
const sending = (one: Return): Order => ({ ...anOrder('delivered'), returns: [one] });
const ID = returnIdOf(anOrder('delivered').orderId, 1);
const returnAfter = (change: OrderChange | undefined) => change?.state.returns[0]?.status;

/** What is withdrawn is at its end, although goods that arrive all the same are taken. */
const RETURNS: Ways = {
  name: 'a return',
  states: ReturnStatus.options,
  ends: ['rejected', 'withdrawn', 'received'],
  moves: [
    {
      from: 'requested',
      to: 'withdrawn',
      by: 'shopper',
      make: () =>
        returnAfter(withdraw(sending({ ...asked, status: 'requested' }), ID, { at: 3, by: 'shopper' })),
    },
    {
      from: 'requested',
      to: 'approved',
      by: 'time',
      make: () => returnAfter(settleReturn(sending({ ...asked, status: 'requested' }), 40 * DAY)),
    },
    {
      from: 'approved',
      to: 'withdrawn',
      by: 'time',
      make: () => returnAfter(settleReturn(sending({ ...asked, status: 'approved', decision }), 40 * DAY)),
    },
  ],
};

/** Every table of moves of the service. */
describe.each([ORDERS, REFUNDS, RETURNS])('$name', (ways) => {
  it('ends without an engineer from wherever it is, whoever outside is silent', () => {
    expect(brokenMoves(ways)).toEqual([]);
    expect(deadEnds(ways)).toEqual([]);
  });
});

it('is not paid by hand while the bank may still answer', () => {
  expect(() => byHand({ ...refund, sentAt: 1 }, 13 * DAY)).toThrow('this refund is sent');
});
