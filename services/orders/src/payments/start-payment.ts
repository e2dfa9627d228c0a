import { isError, mayAct, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import { type Order, payUntil, type Placed } from '../ordering/order.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { OrderNotPayable, PaymentRefused } from './errors.ts';
import type { Payments } from './payments.ts';

type Ports = Readonly<{
  read: ReadOrder;
  standing: ReadStanding;
  change: ChangeOrder;
  payments: Payments;
  now: Clock;
}>;
type Payable = Placed & Readonly<{ payBy: number }>;
type Opened = Payable & Readonly<{ pageUntil: number }>;

/**
 * How long a payment page is open at least, in milliseconds. Stripe takes no less than 30 minutes from the moment when it
 * makes the page; the rest is for clocks that differ. Source: docs.stripe.com/api/checkout/sessions/create, `expires_at`.
 */
const PAGE_MS = 31 * 60_000;

/**
 * Opens the provider's payment page for an order. An order has one session only, so it cannot be paid twice; asking
 * again gives the same page. The order can be paid as long as its page is open, no longer and no shorter.
 *
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ORDER_NOT_FOUND, ORDER_NOT_PAYABLE, PAYMENT_REFUSED, PAYMENT_PROVIDER_UNAVAILABLE
 */
export const startPayment =
  (ports: Ports) =>
  async ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>) => {
    const { read, standing, change, payments, now } = ports;
    const at = now().getTime();
    mayAct(await standing(userId));
    const known = payable(ownOrder(await read(orderId), userId), at);
    // Before the provider is asked, because its answer may be lost: whoever cancels then knows that there may be a page.
    const asked = await change(orderId, (current) => ask(payable(current, at), at), { known });
    const { order, session } = await open(ports, opened(asked, at), at);
    try {
      await change(orderId, (current) => remember(payable(current, at), session.id), { known: order });
    } catch (error) {
      if (isError(OrderNotPayable, error)) await payments.expireSession(session.id);
      throw error;
    }
    return { paymentUrl: session.url, expiresAt: new Date(order.pageUntil).toISOString() };
  };

/**
 * The provider refuses a page that ends too soon, unless it has made it before. So a page that was asked for earlier, and
 * is refused now, was never made, and another one with more time is not a second one.
 */
async function open({ change, payments }: Ports, order: Opened, at: number) {
  try {
    return { order, session: await payments.createSession(order) };
  } catch (error) {
    if (!isError(PaymentRefused, error) || order.pageUntil >= at + PAGE_MS || order.session !== undefined)
      throw error;
    const longer = await change(order.orderId, (current) => prolong(payable(current, at), at), {
      known: order,
    });
    return { order: opened(longer, at), session: await payments.createSession(longer) };
  }
}

function payable(order: Order, at: number): Payable {
  const { status } = order;
  const until = payUntil(order);
  if (status !== 'placed' || until === null || at >= until)
    throw OrderNotPayable({ details: { orderStatus: status } });
  return order as Payable;
}

function opened(order: Order, at: number): Opened {
  const { pageUntil } = order;
  if (pageUntil === undefined) throw new Error(`${order.orderId} has no page, but one was asked for`);
  return { ...payable(order, at), pageUntil };
}

const ask = (order: Payable, at: number): OrderChange | undefined =>
  order.pageUntil === undefined ? prolong(order, at) : undefined;

const prolong = (order: Payable, at: number): OrderChange => ({
  state: { ...order, pageUntil: Math.max(order.payBy, at + PAGE_MS) },
});

const remember = (order: Payable, session: string): OrderChange | undefined =>
  order.session === session ? undefined : { state: { ...order, session } };
