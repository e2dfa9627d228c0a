import type { components, Tracking } from '@cartless/api-client';
import { describe, expect, it } from '@jest/globals';
import { lettersOf, type Letters, wayOf } from './way-of-order.ts';

const at = (minute: number) => `2026-11-30T08:${String(minute).padStart(2, '0')}:00.000Z`;
const money = { amount: 100, currency: 'CNY' };
const ORDER = {
  orderId: 'ord_1',
  orderNumber: '20261130-4GA4FAF-D',
  history: [
    { status: 'placed', at: at(0), by: 'shopper' },
    { status: 'paid', at: at(2), by: 'provider' },
  ],
  refunds: [{ at: at(9), amount: money, status: 'owed', reason: 'goodwill' }],
  returns: [],
  parcels: [{ shipmentId: 'shp_1' }],
} as unknown as components['schemas']['AdminOrder'];
const TRACKING = {
  events: [{ time: at(6), status: 'in-transit', place: 'Shanghai', message: 'On its way' }],
} as unknown as Tracking;
const letter = (about: string, minute: number, trace = 'none') => ({
  letterId: about,
  types: ['orders.order-paid.v2'],
  subjects: [about],
  since: at(minute),
  trace,
  reason: 'NO: because',
});
const LETTERS: Letters = [
  {
    service: 'analytics',
    queues: [
      { queue: 'facts', movable: true, count: 2, letters: [letter('ord_1', 4), letter('ord_10', 5, 'abc')] },
    ],
  },
  {
    service: 'logistics',
    queues: [{ queue: 'orders', movable: true, count: 1, letters: [letter('shp_1', 7)] }],
  },
];

describe('the way of an order', () => {
  it('is what each service tells of it, in its order, with what lies among the dead letters', () => {
    expect(wayOf(ORDER, TRACKING, LETTERS).map(({ service, what }) => [service, what])).toEqual([
      ['orders', 'order'],
      ['orders', 'order'],
      ['analytics', 'letter'],
      ['logistics', 'parcel'],
      ['logistics', 'letter'],
      ['orders', 'refund'],
    ]);
    expect(wayOf(ORDER, undefined, [])).toHaveLength(3);
  });

  it('has the letters of a trace, which leads to no order by itself', () => {
    expect(lettersOf(LETTERS, ['abc'])).toMatchObject([{ service: 'analytics', queue: 'facts' }]);
    expect(lettersOf(LETTERS, ['ord_'])).toEqual([]);
  });
});
