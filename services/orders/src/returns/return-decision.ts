import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { Decision } from './return.ts';
import { movableReturn, returnOf, withReturn } from './return-moves.ts';

/**
 * The goods may be sent. Undefined when that was said before.
 * @throws AppError RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export function approve(order: Order, returnId: string, decision: Decision): OrderChange | undefined {
  const one = returnOf(order, returnId);
  if (one.status === 'approved') return undefined;
  const from = movableReturn(one, 'approved');
  return {
    state: withReturn(order, one, { ...from, status: 'approved', decision }),
    facts: [{ type: 'return-approved', at: decision.at, number: order.returns.indexOf(one) + 1 }],
  };
}

/**
 * The shop does not take the goods back; the units can be asked for again. Undefined when that was said before.
 * @throws AppError RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export function reject(order: Order, returnId: string, decision: Decision): OrderChange | undefined {
  const one = returnOf(order, returnId);
  if (one.status === 'rejected') return undefined;
  const from = movableReturn(one, 'rejected');
  return {
    state: withReturn(order, one, { ...from, status: 'rejected', decision }),
    facts: [{ type: 'return-rejected', at: decision.at, number: order.returns.indexOf(one) + 1 }],
  };
}

/**
 * Nothing is sent back after all, or nothing arrived in time. Undefined when that is so already.
 * @throws AppError RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export function withdraw(
  order: Order,
  returnId: string,
  withdrawn: Readonly<{ at: number; by: 'shopper' | 'system' }>,
): OrderChange | undefined {
  const one = returnOf(order, returnId);
  if (one.status === 'withdrawn') return undefined;
  const from = movableReturn(one, 'withdrawn');
  return {
    state: withReturn(order, one, { ...from, status: 'withdrawn', withdrawn }),
    facts: [{ type: 'return-withdrawn', at: withdrawn.at, number: order.returns.indexOf(one) + 1 }],
  };
}
