import type { OrderStatus } from '@cartless/domain';
import type { Order } from '../src/ordering/order.ts';
import type { Received, Requested } from '../src/returns/return.ts';
import { SHANGHAI } from './addresses.ts';

const NUMBER = '20261121-4F7K2M9-C';
export const PRODUCT = 'prd_lamp' as const;

const KEPT = {
  orderId: 'ord_1',
  userId: 'usr_1',
  version: 4,
  lines: [
    {
      productId: PRODUCT,
      title: 'Desk lamp',
      category: 'home.lighting',
      quantity: 2,
      unitPrice: { amount: 5000, currency: 'CNY' },
      draws: [{ bucket: 0, quantity: 2 }],
    },
  ],
  currency: 'CNY',
  shippingFee: 0,
  total: 10_000,
  shippingAddress: SHANGHAI,
  paymentMethod: 'card',
  payBy: 900_000,
  placedAt: 1,
  locale: 'en',
  requestHash: '',
  history: [],
  captures: [],
  refunds: [],
  returns: [],
  parcels: [],
} as const;

const requested: Requested = {
  status: 'requested',
  items: [{ line: 0, quantity: 1 }],
  reason: 'too bright',
  at: 30,
};
const received: Received = {
  ...requested,
  status: 'received',
  items: [{ line: 0, quantity: 2 }],
  received: { at: 50, items: [{ line: 0, quantity: 2, restocked: 2 }], refund: 10_000 },
};
const CAPTURES = [{ intent: 'pi_1', amount: 10_000, at: 5 }];

/** What an order has in each state. */
const STATES: { readonly [S in OrderStatus]: Extract<Order, { status: S }> } = {
  placed: { ...KEPT, status: 'placed', orderNumber: NUMBER },
  paid: { ...KEPT, status: 'paid', orderNumber: NUMBER, captures: CAPTURES },
  shipped: { ...KEPT, status: 'shipped', orderNumber: NUMBER, captures: CAPTURES },
  delivered: { ...KEPT, status: 'delivered', orderNumber: NUMBER, captures: CAPTURES, deliveredAt: 20 },
  completed: {
    ...KEPT,
    status: 'completed',
    orderNumber: NUMBER,
    captures: CAPTURES,
    completedAt: 40,
    deliveredAt: 20,
  },
  'return-requested': {
    ...KEPT,
    status: 'return-requested',
    orderNumber: NUMBER,
    captures: CAPTURES,
    deliveredAt: 20,
    returns: [requested],
  },
  returned: { ...KEPT, status: 'returned', orderNumber: NUMBER, captures: CAPTURES, returns: [received] },
  cancelled: { ...KEPT, status: 'cancelled', orderNumber: null, cancelled: { why: 'shopper', at: 10 } },
  undelivered: {
    ...KEPT,
    status: 'undelivered',
    orderNumber: NUMBER,
    captures: CAPTURES,
    decideBy: 100,
    parcels: [{ shipmentId: 'shp_1', status: 'lost', seen: 3 }],
  },
};

/** An order in a state, of two lamps for 100.00, with what a test wants otherwise. */
export const anOrder = <S extends OrderStatus>(
  status: S,
  more: Partial<Extract<Order, { status: S }>> = {},
): Extract<Order, { status: S }> => ({ ...STATES[status], ...more });
