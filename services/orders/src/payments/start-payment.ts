import { isError, type UserId } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Placed } from '../ordering/order.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { OrderNotPayable } from './errors.ts';
import type { Payments } from './payments.ts';

type Ports = Readonly<{ read: ReadOrder; change: ChangeOrder; payments: Payments; now: Clock }>;
type Payable = Placed & Readonly<{ payBy: number }>;

/**
 * Opens the provider's payment page for an order. An order has one session only, so it cannot be paid twice; asking
 * again gives the same page.
 *
 * @throws AppError ORDER_NOT_FOUND, ORDER_NOT_PAYABLE, PAYMENT_PROVIDER_UNAVAILABLE
 */
export const startPayment =
  ({ read, change, payments, now }: Ports) =>
  async ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>) => {
    const at = now().getTime();
    const order = payable(ownOrder(await read(orderId), userId), at);
    const session = await payments.createSession(order, order.locale);
    try {
      // Kept so that cancelling can close the page.
      await change(orderId, (current) => remember(payable(current, at), session.id), { known: order });
    } catch (error) {
      if (isError(OrderNotPayable, error)) await payments.expireSession(session.id);
      throw error;
    }
    return { paymentUrl: session.url, expiresAt: new Date(order.payBy).toISOString() };
  };

function payable(order: Order, at: number): Payable {
  const { status, payBy } = order;
  if (status !== 'placed' || payBy === null || at >= payBy) throw OrderNotPayable({ details: { status } });
  return order as Payable;
}

const remember = (order: Payable, session: string): OrderChange | undefined =>
  order.session === session ? undefined : { state: { ...order, session } };
