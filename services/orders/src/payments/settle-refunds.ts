import { isError } from '@cartless/domain';
import type { OrderRule } from '../ordering/order-change.ts';
import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { barTo } from '../disputes/dispute.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { PaymentDisputed, PaymentRefused } from './errors.ts';
import { capturedBy } from './money-kept.ts';
import type { Payments, RefundAnswer } from './payments.ts';
import { CASH, countRefusal, fail, send, settle, statusOf } from './refund-moves.ts';

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
    const { read, change, now } = ports;
    const order = await read(orderId);
    let refused = 0;
    for (const refund of order.refunds.filter((one) => isGiveable(order, one))) {
      const answer = await ask(ports, order, refund);
      if (answer === undefined) continue;
      await change(orderId, moved(refund.key, answer, now().getTime()));
      if (answer.status === 'failed') refused += 1;
    }
    return refused;
  };

/** Whether the provider is to give a refund now: it is owed, and no dispute decides about it. */
const isGiveable = (order: Order, refund: Refund): boolean =>
  statusOf(refund) === 'owed' && refund.intent !== CASH && barTo(order, refund.intent) === undefined;

/**
 * What the provider will never do is an answer too. None is there while a dispute decides, which may not have been heard of
 * here: then it is noted first.
 * @param again the provider has refused it because of a dispute that is over now
 */
async function ask(
  ports: Ports,
  order: Order,
  refund: Refund,
  again = false,
): Promise<RefundAnswer | undefined> {
  const { change, payments, noteDispute } = ports;
  const { orderId } = order;
  const { key, intent, amount, currency = order.currency, refusals = 0 } = refund;
  const paid = capturedBy(order, intent);
  try {
    return await payments.refund({ key, intent, amount, paid, currency, orderId, refusals });
  } catch (error) {
    const isDisputed = isError(PaymentDisputed, error);
    if (!isDisputed && !isError(PaymentRefused, error)) throw error;
    const failed = { status: 'failed', why: error.message, amount: 0, inAll: 0 } as const;
    if (!isDisputed) return failed;
    for await (const { id } of payments.disputes({ intent })) await noteDispute(id);
    const noted = await change(orderId, (now) => countRefusal(now, key, refusals + 1));
    const open = noted.refunds.find((one) => one.key === key);
    if (open === undefined || !isGiveable(noted, open)) return undefined;
    return again ? failed : ask(ports, noted, open, true);
  }
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
