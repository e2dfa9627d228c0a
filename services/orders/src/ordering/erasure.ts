import { erased, type Personal } from '@cartless/aggregate';
import type { OrderChange } from './order-change.ts';
import type { Order } from './order.ts';

/** Stands where a contract wants a text and nothing may stay. Nobody goes by it: what was erased bears a mark. */
const GONE = '-';

/** What an order tells of its shopper; country and region stay for the books. */
export const PERSONAL: Personal<Order> = {
  shippingAddress: ({ country, region }) => ({
    recipient: GONE,
    phone: '00000',
    line1: GONE,
    city: GONE,
    region,
    postalCode: '00',
    country,
  }),
  note: 'drop',
  cancelled: ({ why, at }) => ({ why, at }),
  returnRequest: (request) => ({ ...request, reason: GONE }),
  refunds: (refunds) =>
    refunds.map((refund) => ({
      ...refund,
      reason: GONE,
      ...(refund.reference !== undefined && { reference: GONE }),
    })),
};

const CLOSED: readonly string[] = ['completed', 'cancelled', 'returned'];

/** Takes the personal data out of a closed order. Undefined while goods are still on their way, and afterwards. */
export function erase(order: Order, at: number): OrderChange | undefined {
  const state = CLOSED.includes(order.status) ? erased({ personal: PERSONAL }, order, at) : undefined;
  return state && { state };
}
