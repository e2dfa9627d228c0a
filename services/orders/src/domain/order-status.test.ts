import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { moved } from './change-order.ts';
import type { Order } from './order.ts';
import { canMove } from './order-status.ts';

const anOrder = (status: OrderStatus): Order => ({
  orderId: 'ord_1',
  userId: 'usr_1',
  orderNumber: null,
  status,
  version: 4,
  lines: [],
  currency: 'CNY',
  shippingFee: 0,
  total: 0,
  shippingAddress: {
    recipient: 'A',
    phone: '12345',
    line1: 'B',
    city: 'C',
    region: 'D',
    postalCode: '12',
    country: 'CN',
  },
  paymentMethod: 'card',
  payBy: null,
  placedAt: 1,
  locale: 'en',
  requestHash: '',
  history: [],
  captures: [],
  refunds: [],
});

const pairs = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const));

describe('the moves of an order', () => {
  it.each(pairs.filter(([from, to]) => canMove(from, to)))(
    'from %s to %s make a new version with its history',
    (from, to) => {
      const { order } = moved(anOrder(from), to, { at: 9, by: 'system' });
      expect(order).toMatchObject({ status: to, version: 5, history: [{ status: to, at: 9, by: 'system' }] });
    },
  );

  it.each(pairs.filter(([from, to]) => !canMove(from, to)))('from %s to %s do not exist', (from, to) => {
    expect(() => moved(anOrder(from), to, { at: 9, by: 'system' })).toThrow(`cannot become ${to}`);
  });
});
