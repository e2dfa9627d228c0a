import type { OrderChange } from '../ordering/order-change.ts';
import { CASH } from '../payments/refund-moves.ts';
import { partOf } from '../payments/refund.ts';
import { worth } from './order-parcel.ts';
import { givenUp, itemsIn } from './parcel-units.ts';

/**
 * Cash was collected for the parcels that arrived only. The books hold the whole order as paid, and what was given up as
 * given back at the same time, so that every sum that is made of them stays right.
 */
export function notCollected(delivered: OrderChange, at: number): OrderChange {
  const { state, facts = [] } = delivered;
  if (state.paymentMethod !== 'cod') return delivered;
  const refund = worth(state, itemsIn(givenUp(state)));
  if (refund === 0) return delivered;
  const part = partOf(state, CASH, refund, { reason: 'not delivered and not collected', at });
  return {
    ...delivered,
    state: { ...state, refunds: [...state.refunds, { ...part, doneAt: at, reference: 'not collected' }] },
    facts: [...facts, { type: 'order-refunded', at, refund, refundedAt: at }],
  };
}
