import { isError, type UserId } from '@cartless/domain';
import { revised } from '../domain/change-order.ts';
import { OrderNotPayable } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock, LoadOrder, Payments } from './ports.ts';

type Ports = Readonly<{ load: LoadOrder; change: ChangeOrder; payments: Payments; now: Clock }>;

/**
 * Opens the provider's payment page for an order. An order has one session only, so it cannot be paid twice; asking
 * again gives the same page.
 *
 * @throws AppError ORDER_NOT_FOUND, ORDER_NOT_PAYABLE, PAYMENT_PROVIDER_UNAVAILABLE
 */
export const startPayment =
  ({ load, change, payments, now }: Ports) =>
  async ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>) => {
    const at = now().getTime();
    const order = payable(ownOrder(await load(orderId), userId), at);
    const session = await payments.createSession(order, order.locale);
    try {
      // Kept so that cancelling can close the page.
      await change(orderId, at, (current) => remember(payable(current, at), session.id), order);
    } catch (error) {
      if (isError(OrderNotPayable, error)) await payments.expireSession(session.id);
      throw error;
    }
    return { paymentUrl: session.url, expiresAt: new Date(order.payBy ?? at).toISOString() };
  };

function payable(order: Order, at: number): Order {
  const { status, payBy } = order;
  if (status !== 'placed' || payBy === null || at >= payBy) throw OrderNotPayable({ details: { status } });
  return order;
}

const remember = (order: Order, session: string) =>
  order.session === session ? undefined : revised(order, { session });
