import { isError } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import type { ReadOrder } from '../ordering/ports.ts';
import { PaymentRefused } from './errors.ts';
import type { Payments } from './payments.ts';

type Ports = Readonly<{ read: ReadOrder; payments: Payments }>;

/** Closes the payment page of an order that is cancelled, so that nobody pays for it any more. */
export const closeCheckout =
  ({ read, payments }: Ports) =>
  async (orderId: string): Promise<void> => {
    const order = await read(orderId);
    if (order.status !== 'cancelled') return;
    const wasAsked = order.session !== undefined || order.pageUntil !== undefined;
    const session = wasAsked ? (order.session ?? (await findSession(payments, order))) : undefined;
    if (session !== undefined) await payments.expireSession(session);
  };

/**
 * The page whose making was asked for and never answered: asked for again, under its key, it is the same one. The provider
 * refuses when it never made one, because it makes none that ends so soon.
 */
async function findSession(payments: Payments, order: Order): Promise<string | undefined> {
  try {
    return (await payments.createSession(order)).id;
  } catch (error) {
    if (isError(PaymentRefused, error)) return undefined;
    throw error;
  }
}
