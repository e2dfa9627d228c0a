import { erased, type Personal } from '@cartless/aggregate';
import { isOpen, type Return } from '../returns/return.ts';
import type { OrderChange } from './order-change.ts';
import type { Order } from './order.ts';

/** Stands where a contract wants a text and nothing may stay. Nobody goes by it: what was erased bears a mark. */
const GONE = '-';

/** A return without what the shopper and the shop said of it. */
function withoutWords(told: Return): Return {
  const { comment: _comment, request: _request, ...one } = told;
  const { decision } = { decision: undefined, ...one };
  const said = decision?.reason !== undefined && { decision: { ...decision, reason: GONE } };
  return { ...one, reason: GONE, ...said };
}

/** What an order tells of its shopper; country and region stay for the books. */
export const PERSONAL: Personal<Order> = {
  shippingAddress: ({ country, region }) => ({
    recipient: GONE,
    phone: '00000',
    line1: GONE,
    city: GONE,
    ...(region !== undefined && { region }),
    postalCode: '00',
    country,
  }),
  note: 'drop',
  // A digest of address and note can be compared with a guess.
  requestHash: () => GONE,
  cancelled: ({ why, at }) => ({ why, at }),
  refunds: (refunds) =>
    refunds.map((refund) => ({
      ...refund,
      reason: GONE,
      ...(refund.reference !== undefined && { reference: GONE }),
      ...(refund.failed && { failed: { ...refund.failed, why: GONE } }),
    })),
  returns: (returns) => returns.map(withoutWords),
  // What was issued in this name stays as it is, see invoices/invoice-store.ts.
  invoice: 'drop',
};

const CLOSED: readonly string[] = ['completed', 'cancelled', 'returned'];

/** Nothing more happens to it by itself: no goods are on their way, in either direction. */
const isClosed = ({ status, returns }: Order): boolean => CLOSED.includes(status) && !returns.some(isOpen);

/**
 * Takes the personal data out of a closed order; while goods are still on their way it is noted that this is due. Undefined
 * when one or the other was done before.
 */
export function erase(order: Order, at: number): OrderChange | undefined {
  if (!isClosed(order)) return order.erasureDue ? undefined : { state: { ...order, erasureDue: true } };
  const state = erased({ personal: PERSONAL }, order, at);
  return state && { state };
}

/** The same for an order that has just been closed, whoever closed it. */
export function erasedWhenDue(change: OrderChange): OrderChange {
  const { erasureDue, ...state } = change.state;
  const at = change.facts?.at(-1)?.at ?? state.history.at(-1)?.at;
  if (!erasureDue || at === undefined || !isClosed(change.state)) return change;
  return { ...change, state: erased({ personal: PERSONAL }, state as Order, at) ?? state };
}
