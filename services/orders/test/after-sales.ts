import { startPaymentSimulator } from '@cartless/simulators';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { expect } from '@jest/globals';
import { orders } from '../src/service.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { reconcilePayments } from '../src/payments/reconcile-payments.ts';
import { settleDue } from '../src/ordering/settle-due.ts';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as numberOrderHandler } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as settlePaymentsHandler } from '../src/payments/settle-payments/handler.ts';
import { handler as startPayment } from '../src/payments/start-payment/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import { payments } from '../src/payments/payments-service.ts';
import { parcelEvent } from './parcel-event.ts';
import { aUser, openShop, orderBody, type Shop, WEBHOOK_SECRET, withRights } from './shop.ts';

const followShipment = withRights('followShipment', followShipmentHandler);
const numberOrder = withRights('numberOrder', numberOrderHandler);
const settlePayments = withRights('settlePayments', settlePaymentsHandler);

export type PlacedOrder = Readonly<{ orderId: string; user: string; product: Product }>;
export type AfterSales = Awaited<ReturnType<typeof openAfterSales>>;

/** The service with a payment provider, and orders in it as far along as a test wants them. */
export async function openAfterSales() {
  const shop = await openShop();
  const simulator = await startPaymentSimulator({ port: 0, webhookSecret: WEBHOOK_SECRET });
  setEnvironment({ STRIPE_API_URL: simulator.url });

  const call = (
    handler: Parameters<Shop['call']>[0],
    { orderId, user }: PlacedOrder,
    {
      body,
      headers = {},
      admin = false,
      returnId,
    }: { body?: unknown; headers?: Record<string, string>; admin?: boolean; returnId?: string } = {},
  ) => {
    const caller = { userId: admin ? 'usr_admin' : user, scopes: admin ? ['shop', 'admin'] : ['shop'] };
    return shop.call(handler, {
      method: 'POST',
      path: '/orders/x',
      params: { orderId, ...(returnId && { returnId }) },
      caller,
      body,
      headers,
    });
  };
  const place = async (more = {}, quantity = 2): Promise<PlacedOrder> => {
    const [user, product] = [aUser(), await shop.product({ stock: 10, amount: 5000 })];
    const answer = await shop.call(placeOrder, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product, quantity }], more),
      headers: { 'idempotency-key': crypto.randomUUID() },
      caller: { userId: user },
    });
    const orderId = String(answer.body['orderId']);
    await numberOrder(queueEvent(await shop.events(orderId)));
    return { orderId, user, product };
  };
  const openPage = async (placed: PlacedOrder) => {
    await call(startPayment, placed);
    return { session: (await shop.order(placed.orderId)).session ?? '' };
  };
  const paid = async (): Promise<PlacedOrder> => {
    const placed = await place();
    const { session } = await openPage(placed);
    await payOnPage(session);
    await reconcile();
    expect((await shop.order(placed.orderId)).status).toBe('paid');
    return placed;
  };
  const payOnPage = (session: string) =>
    fetch(`${simulator.url}/pay/${session}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_method_type=card',
      redirect: 'manual',
    });
  const reconcile = (now = orders().now) =>
    reconcilePayments({
      ...orders(),
      now,
      payments: payments(),
      recordPayment: recordPayment(orders()),
      failed: (orderId, error) => {
        throw new Error(orderId, { cause: error });
      },
    })();
  const work = async ({ orderId }: PlacedOrder) => {
    const events = await shop.events(orderId);
    return settlePayments(queueEvent(events.filter(({ type }) => /refund-owed|order-cancelled/.test(type))));
  };
  const atProvider = async () =>
    (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
      refunds: { amount: number; metadata: { orderId: string } }[];
      sessions: { id: string; status: string }[];
    };
  const refundsOf = async ({ orderId }: PlacedOrder) =>
    (await atProvider()).refunds
      .filter(({ metadata }) => metadata.orderId === orderId)
      .map(({ amount }) => amount);
  const deliver = async ({ orderId }: PlacedOrder, at = new Date()) => {
    await followShipment(parcelEvent(await shop.order(orderId), 'dispatched', at));
    await followShipment(parcelEvent(await shop.order(orderId), 'delivered', at));
  };
  const expire = (placed: PlacedOrder, at: number) =>
    settleDue({ ...orders(), now: () => new Date(at) })(placed.orderId);

  return {
    shop,
    simulator,
    call,
    place,
    openPage,
    paid,
    payOnPage,
    reconcile,
    work,
    atProvider,
    refundsOf,
    deliver,
    expire,
    close: () => Promise.all([shop.close(), simulator.stop()]),
  };
}
