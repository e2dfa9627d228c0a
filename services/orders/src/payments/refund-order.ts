import { requestHash } from '@cartless/aggregate';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import type { Order, Refund } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { refundable } from './money-kept.ts';
import { cancelWhenNothingIsKept } from './nothing-kept.ts';
import { giveBack } from './refund.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

export type RefundOrder = Readonly<{
  orderId: string;
  /** In minor units; all that is left when it is left out. */
  amount?: number | undefined;
  reason: string;
  /** Makes a repeated request one refund. */
  idempotencyKey?: string | undefined;
}>;

/**
 * An administrator gives money back, in part or in full; all of it before dispatch cancels the order.
 * @returns the order, and whether an earlier request under the same key had asked already
 * @throws AppError ORDER_NOT_FOUND, REFUND_TOO_LARGE, TOO_MANY_REFUNDS, IDEMPOTENCY_KEY_REUSED
 */
export const refundOnce =
  ({ change, now }: Ports) =>
  async ({
    orderId,
    amount,
    reason,
    idempotencyKey,
  }: RefundOrder): Promise<Readonly<{ order: Order; replayed: boolean }>> => {
    let replayed = false;
    // As a digest: a key is a text that somebody types. The release before kept it as it came.
    const request = idempotencyKey === undefined ? undefined : requestHash(idempotencyKey);
    const refunded = await change(orderId, (order) => {
      const known = order.refunds.filter(
        (refund) => refund.request !== undefined && [request, idempotencyKey].includes(refund.request),
      );
      replayed = known.length > 0;
      if (replayed) return sameRequest(known, amount, order.erasedAt === undefined ? reason : undefined);
      const wanted = amount ?? Math.max(1, refundable(order));
      const at = now().getTime();
      const given = giveBack(order, wanted, { reason, at, request });
      return cancelWhenNothingIsKept(given, { at, by: 'admin' });
    });
    return { order: refunded, replayed };
  };

/** The same where only the order is wanted. */
export const refundOrder =
  (ports: Ports) =>
  async (command: RefundOrder): Promise<Order> =>
    (await refundOnce(ports)(command)).order;

/** A repeated request changes nothing. The reason is not known any more once its shopper is erased. @throws AppError IDEMPOTENCY_KEY_REUSED when it asks for something else */
function sameRequest(
  known: readonly Refund[],
  amount: number | undefined,
  reason: string | undefined,
): undefined {
  const sum = known.reduce((total, refund) => total + (refund.asked ?? refund.amount), 0);
  const same =
    known.every((refund) => reason === undefined || refund.reason === reason) &&
    (amount === undefined || amount === sum);
  if (!same) throw IdempotencyKeyReused();
}
