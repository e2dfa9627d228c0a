import { cancel } from '../ordering/cancellation.ts';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import { refundable } from './money-kept.ts';

/** An order of which all money goes back before it left is cancelled by that, in the same write; its parcel is stopped. */
export function cancelWhenNothingIsKept(change: OrderChange, step: Step): OrderChange {
  const { state, facts = [], also = [] } = change;
  if (state.status !== 'paid' || state.total === 0 || refundable(state) > 0) return change;
  const cancelled = cancel(state, 'admin', step);
  return {
    state: cancelled.state,
    facts: [...facts, ...(cancelled.facts ?? [])],
    also: [...also, ...(cancelled.also ?? [])],
  };
}
