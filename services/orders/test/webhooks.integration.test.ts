import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PaymentSimulator, startPaymentSimulator } from '@cartless/simulators';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { orders } from '../src/service.ts';
import { handler as cancelOrder } from '../src/ordering/cancel-order/handler.ts';
import { handler as numberOrderHandler } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as receivePayment } from '../src/payments/receive-payment/handler.ts';
import { handler as recordPaymentHandler } from '../src/payments/record-payment/handler.ts';
import { handler as refundOrder } from '../src/payments/refund-order/handler.ts';
import { handler as settlePaymentsHandler } from '../src/payments/settle-payments/handler.ts';
import { handler as startPayment } from '../src/payments/start-payment/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import { aUser, openShop, orderBody, type Shop, testQueue, WEBHOOK_SECRET, withRights } from './shop.ts';

const numberOrder = withRights('numberOrder', numberOrderHandler);
const recordPayment = withRights('recordPayment', recordPaymentHandler);
const settlePayments = withRights('settlePayments', settlePaymentsHandler);

type Placed = Readonly<{ orderId: string; user: string; product: Product; intent: string }>;

describe('webhooks of the provider, delivered by its simulator', () => {
  let shop: Shop;
  let simulator: PaymentSimulator;
  let server: Server;
  let queue: Awaited<ReturnType<typeof testQueue>>;
  /** Ids of events whose message failed and stays in the queue. */
  let left: string[] = [];

  beforeAll(async () => {
    [shop, queue] = await Promise.all([openShop(), testQueue()]);
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const headers = { 'stripe-signature': String(request.headers['stripe-signature']) };
        void shop
          .call(receivePayment, { method: 'POST', path: '/payments/webhook', body, headers })
          .then(({ status }) => response.writeHead(status).end());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    simulator = await startPaymentSimulator({ port: 0, webhookSecret: WEBHOOK_SECRET, webhookUrl });
    setEnvironment({ STRIPE_API_URL: simulator.url, PAYMENTS_QUEUE_URL: queue.url });
  });
  afterAll(async () => {
    await simulator.stop();
    server.closeAllConnections();
    await Promise.all([shop.close(), new Promise((resolve) => server.close(resolve))]);
  });

  const control = (name: string, body: unknown) =>
    fetch(`${simulator.url}/_control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const state = async () =>
    (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
      deliveries: { status: string }[];
      sessions: { id: string; payment_intent: string }[];
      refunds: { amount: number; payment_intent: string }[];
    };
  /** Lets all deliveries out, one after the other, and works the queue off; what fails is tried again. */
  const deliver = async (settings: Readonly<Record<string, boolean>>) => {
    await control('webhooks', { paused: false, ...settings });
    await eventually(async () => (await state()).deliveries.every(({ status }) => status === 'delivered'));
    let failures = 0;
    for (let round = 0; round < 5; round += 1) {
      const messages = [...left, ...(await queue.take())];
      left = [];
      for (const message of messages) {
        const { batchItemFailures } = await recordPayment(queueEvent([message]));
        if (batchItemFailures.length > 0) left.push(message);
        failures += batchItemFailures.length;
      }
    }
    expect(left).toEqual([]);
    return failures;
  };
  const ask = (handler: Parameters<Shop['call']>[0], { orderId, user }: Placed, more = {}) =>
    shop.call(handler, {
      method: 'POST',
      path: '/orders/x',
      params: { orderId },
      caller: { userId: user },
      ...more,
    });
  const press = (session: string | undefined, button: string, form: string) =>
    fetch(`${simulator.url}/pay/${session}/${button}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
      redirect: 'manual',
    });
  /** An order that its shopper has paid on the provider's page, after some tries in vain; its webhooks are held back. */
  const paid = async (declined: readonly string[] = []): Promise<Placed> => {
    await control('webhooks', { paused: true });
    const [user, product] = [aUser(), await shop.product({ stock: 10, amount: 5000 })];
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = orderBody([{ product, quantity: 2 }]);
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: user } };
    const orderId = String((await shop.call(placeOrder, call)).body['orderId']);
    await numberOrder(queueEvent(await shop.events(orderId)));
    const placed = { orderId, user, product, intent: '' };
    await ask(startPayment, placed);
    const { session } = await shop.order(orderId);
    for (const code of declined)
      await press(session, 'decline', `payment_method_type=card&decline_code=${code}`);
    await press(session, 'pay', 'payment_method_type=card');
    const intent = (await state()).sessions.find(({ id }) => id === session)?.payment_intent ?? '';
    return { ...placed, intent };
  };
  const inTheDashboard = ({ intent, orderId }: Placed, amount: number) =>
    fetch(`${simulator.url}/v1/refunds`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_local',
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': `${orderId} ${amount}`,
      },
      body: new URLSearchParams({ payment_intent: intent, amount: String(amount) }).toString(),
    });
  const settle = async ({ orderId }: Placed) => {
    const owed = (await shop.events(orderId)).filter(({ type }) => type.includes('refund-owed'));
    return settlePayments(queueEvent(owed));
  };
  const books = async ({ orderId, intent }: Placed) => {
    const { captures, refunds } = await shop.order(orderId);
    const sum = (parts: readonly { amount: number }[]) => parts.reduce((all, { amount }) => all + amount, 0);
    expect(refunds.every(({ doneAt }) => doneAt !== undefined)).toBe(true);
    const atProvider = (await state()).refunds.filter(({ payment_intent }) => payment_intent === intent);
    return { captured: sum(captures), refunded: sum(refunds), atProvider: sum(atProvider) };
  };

  it('in reverse order and twice: the refund waits for its payment, and both are counted once', async () => {
    const placed = await paid();
    await inTheDashboard(placed, 4000);
    const failures = await deliver({ reverse: true, duplicate: true });
    expect(failures).toBeGreaterThan(0);
    expect((await shop.order(placed.orderId)).status).toBe('paid');
    expect(await books(placed)).toEqual({ captured: 10_000, refunded: 4000, atProvider: 4000 });
    await control('webhooks', { reverse: false, duplicate: false });
  });

  it('of cards that were declined, twice and after that of the one that paid: each try is noted once', async () => {
    const placed = await paid(['insufficient_funds', 'expired_card']);
    await deliver({ reverse: true, duplicate: true });
    const { status, failures } = await shop.order(placed.orderId);
    expect([status, failures?.length]).toEqual(['paid', 2]);
    // Heard of last, because everything came in reverse.
    expect(await shop.events(placed.orderId)).toMatchObject([
      {
        type: 'orders.payment-failed.v1',
        data: { reason: 'insufficient-funds', amount: { amount: 10_000 } },
      },
    ]);
    await control('webhooks', { reverse: false, duplicate: false });
  });

  it('late, after the order was cancelled: the money goes back and the stock is free', async () => {
    const placed = await paid();
    await ask(cancelOrder, placed);
    await deliver({});
    expect(await settle(placed)).toEqual({ batchItemFailures: [] });
    expect(await books(placed)).toEqual({ captured: 10_000, refunded: 10_000, atProvider: 10_000 });
    expect(await shop.available(placed.product)).toBe(10);
    await deliver({});
    expect(await books(placed)).toEqual({ captured: 10_000, refunded: 10_000, atProvider: 10_000 });
  });

  it.each([
    ['before the webhook of the dashboard', false],
    ['after it', true],
  ])(
    'of a refund in the dashboard that overlaps one of ours converge, ours settled %s',
    async (_, heardFirst) => {
      const placed = await paid();
      await deliver({});
      await control('webhooks', { paused: true });
      await ask(cancelOrder, placed);
      const owed = await shop.order(placed.orderId);
      expect(owed.refunds).toMatchObject([{ amount: 10_000 }]);
      const work = queueEvent(
        (await shop.events(placed.orderId)).filter(({ type }) => type.includes('refund-owed')),
      );
      await inTheDashboard(placed, 6000);
      if (heardFirst) await deliver({});
      expect(await settlePayments(work)).toEqual({ batchItemFailures: [] });
      const [event] = await shop.events(placed.orderId);
      expect(event).toMatchObject({
        type: 'orders.order-refunded.v1',
        data: { refund: { amount: 10_000 }, refundedInAll: { amount: 10_000 } },
      });
      await deliver({ reverse: true });
      expect(await settlePayments(work)).toEqual({ batchItemFailures: [] });
      expect(await books(placed)).toEqual({ captured: 10_000, refunded: 10_000, atProvider: 10_000 });
      expect((await shop.order(placed.orderId)).refunds.map(({ amount }) => amount)).toEqual([4000, 6000]);
      await control('webhooks', { reverse: false });
    },
  );

  it('of a refund in the dashboard leave a request that was cut short repeatable', async () => {
    const placed = await paid();
    await deliver({});
    const refund = () =>
      ask(refundOrder, placed, {
        body: { amount: 8000, reason: 'sorry' },
        headers: { 'idempotency-key': 'one' },
        caller: { userId: 'usr_admin', scopes: ['shop', 'admin'] },
      });
    await refund();
    await inTheDashboard(placed, 6000);
    expect(await settle(placed)).toEqual({ batchItemFailures: [] });
    await deliver({});
    expect(await books(placed)).toEqual({ captured: 10_000, refunded: 10_000, atProvider: 10_000 });
    expect(await refund()).toMatchObject({ status: 200 });
    expect((await orders().read(placed.orderId)).refunds).toHaveLength(2);
  });
});
