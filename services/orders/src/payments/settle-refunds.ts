import { isError } from '@cartless/domain';
import type { OrderRule } from '../ordering/order-change.ts';
import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { barTo, endedDisputes } from '../disputes/dispute.ts';
import { PaymentDisputed, PaymentRefused } from './errors.ts';
import { capturedBy } from './money-kept.ts';
import type { Payments, RefundAnswer, RefundCall } from './payments.ts';
import { CASH, fail, send, settle, statusOf } from './refund-moves.ts';

type Ports = Readonly<{
  read: ReadOrder;
  change: ChangeOrder;
  payments: Payments;
  /** Brings the order up to date about a dispute. */
  noteDispute: (id: string) => Promise<unknown>;
  now: Clock;
}>;

/**
 * Gives back what an order owes. Each refund bears a key of its own at the provider, so dying between the provider's
 * answer and our write gives nothing back twice. What somebody gives back in the provider's dashboard meanwhile only
 * leaves less to give. Cash waits until somebody says that it was paid, and what is disputed until that is over: the dispute
 * either gives the money itself, or leaves it to be given.
 *
 * @returns how many were refused
 * @throws AppError PAYMENT_PROVIDER_UNAVAILABLE, so that the message is tried again
 */
export const settleRefunds =
  (ports: Ports) =>
  async (orderId: string): Promise<number> => {
    const { read, change, payments, now } = ports;
    const order = await read(orderId);
    const owed = order.refunds.filter(
      (refund) =>
        statusOf(refund) === 'owed' && refund.intent !== CASH && barTo(order, refund.intent) === undefined,
    );
    let refused = 0;
    for (const { key, intent, amount, currency = order.currency } of owed) {
      const paid = capturedBy(order, intent);
      const afterDisputes = endedDisputes(order, intent);
      const call = { key, intent, amount, paid, currency, orderId: order.orderId, afterDisputes };
      const answer = await asked(payments, call, () => isOpen(ports, call));
      if (answer === undefined) continue;
      await change(orderId, moved(key, answer, now().getTime()));
      if (answer.status === 'failed') refused += 1;
    }
    return refused;
  };

/**
 * What the provider will never do is an answer too. None is there while a dispute decides.
 * @param isOpen whether the refund is still to be given, and nothing decides about it
 */
async function asked(
  payments: Payments,
  call: RefundCall,
  isOpen: () => Promise<boolean>,
): Promise<RefundAnswer | undefined> {
  try {
    return await payments.refund(call);
  } catch (error) {
    if (isError(PaymentDisputed, error) && !(await isOpen())) return undefined;
    if (!isError(PaymentRefused, error) && !isError(PaymentDisputed, error)) throw error;
    return { status: 'failed', why: error.message, amount: 0, inAll: 0 };
  }
}

/** The provider refuses because of a dispute that may not have been heard of here: then it is noted first. */
async function isOpen(
  { read, payments, noteDispute }: Ports,
  { intent, key, orderId }: RefundCall,
): Promise<boolean> {
  for await (const { id } of payments.disputes({ intent })) await noteDispute(id);
  const order = await read(orderId);
  const refund = order.refunds.find((one) => one.key === key);
  return refund !== undefined && statusOf(refund) === 'owed' && barTo(order, intent) === undefined;
}

const moved =
  (
    key: string,
    { status, why = 'no reason given', ...given }: RefundAnswer,
    at: number,
    countedUntil?: number,
  ): OrderRule =>
  (order) => {
    if (status === 'failed') return fail(order, key, at, why, countedUntil);
    return status === 'sent' ? send(order, key, at, given) : settle(order, key, at, given);
  };

/**
 * Notes what the provider tells of a refund of ours later on: it arrived, or the bank refused it.
 * @returns whether it was refused
 * @throws AppError ORDER_NOT_FOUND, which may pass
 */
export const noteRefundNews =
  ({ change, now }: Pick<Ports, 'change' | 'now'>) =>
  async (
    news: Readonly<{
      orderId: string;
      key: string;
      amount: number;
      status: RefundAnswer['status'];
      why?: string;
      at?: number;
    }>,
  ) => {
    const { orderId, key, at: toldAt, ...rest } = news;
    // Of the payment as a whole it tells nothing.
    await change(orderId, moved(key, { ...rest, inAll: 0 }, now().getTime(), toldAt));
    return rest.status === 'failed';
  };
