import { createHash } from 'node:crypto';
import { believedTime } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import type { FailedPayment } from './payments.ts';

/**
 * An order is one item, and whoever tries stolen cards on a payment page can do so for as long as it is open: more than so many
 * tries are not told.
 */
export const MOST_FAILURES = 30;

/** Enough of an id to tell the few tries of one order apart. */
const markOf = (attempt: string): string =>
  createHash('sha256').update(attempt).digest('base64url').slice(0, 8);

/**
 * Notes that a try to pay came to nothing, whatever became of the order since; undefined when that is known already, or there
 * were too many.
 */
export function noteFailure(
  order: Order,
  { attempt, reason, at: told }: Omit<FailedPayment, 'orderId'>,
  at: number,
): OrderChange | undefined {
  const { failures = [] } = order;
  const mark = markOf(attempt);
  if (failures.includes(mark) || failures.length >= MOST_FAILURES) return undefined;
  const failedAt = believedTime(told, { receivedAt: at, notBefore: order.placedAt });
  return {
    state: { ...order, failures: [...failures, mark] },
    facts: [{ type: 'payment-failed', at, reason, failedAt }],
  };
}

/**
 * Applies what the provider reports of a failed try to its order; hearing of it again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, which may pass
 */
export const noteFailedPayment =
  ({ change, now }: Readonly<{ change: ChangeOrder; now: Clock }>) =>
  async ({ orderId, ...failure }: FailedPayment): Promise<void> => {
    await change(orderId, (order) => noteFailure(order, failure, now().getTime()));
  };
