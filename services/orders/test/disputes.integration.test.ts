import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@cartless/eventually';
import { type PaymentSimulator, startPaymentSimulator } from '@cartless/simulators';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as listDisputes } from '../src/disputes/list-disputes/handler.ts';
import { handler as noteDisputeHandler } from '../src/disputes/note-dispute/handler.ts';
import { handler as reconcileHandler } from '../src/disputes/reconcile-disputes/handler.ts';
import { handler as getAnyOrder } from '../src/ordering/get-any-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as receivePayment } from '../src/payments/receive-payment/handler.ts';
import { handler as recordPaymentHandler } from '../src/payments/record-payment/handler.ts';
import { handler as refundOrder } from '../src/payments/refund-order/handler.ts';
import { handler as settlePaymentsHandler } from '../src/payments/settle-payments/handler.ts';
import { handler as startPayment } from '../src/payments/start-payment/handler.ts';
import { aUser, openShop, orderBody, type Shop, testQueue, WEBHOOK_SECRET, withRights } from './shop.ts';

const recordPayment = withRights('recordPayment', recordPaymentHandler);
const noteDispute = withRights('noteDispute', noteDisputeHandler);
const settlePayments = withRights('settlePayments', settlePaymentsHandler);
const reconcileDisputes = withRights('reconcileDisputes', reconcileHandler);

const ADMIN = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
type Told = Readonly<{ id: string; type: string }>;

describe('disputes at the provider, told by its simulator', () => {
  let shop: Shop;
  let simulator: PaymentSimulator;
  let server: Server;
  let queues: Record<'payments' | 'disputes', Awaited<ReturnType<typeof testQueue>>>;

  beforeAll(async () => {
    const [opened, payments, disputes] = await Promise.all([openShop(), testQueue(), testQueue()]);
    [shop, queues] = [opened, { payments, disputes }];
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
    const [PAYMENTS_QUEUE_URL, DISPUTES_QUEUE_URL] = [payments.url, disputes.url];
    setEnvironment({ STRIPE_API_URL: simulator.url, PAYMENTS_QUEUE_URL, DISPUTES_QUEUE_URL });
  });
  afterAll(async () => {
    await simulator.stop();
    server.closeAllConnections();
    await Promise.all([shop.close(), new Promise((resolve) => server.close(resolve))]);
  });

  const control = async (name: string, body: unknown) => {
    const answer = await fetch(`${simulator.url}/_control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { id: string };
  };
  const state = async () =>
    (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
      deliveries: { status: string }[];
      sessions: { id: string; payment_intent: string }[];
      events: Told[];
    };
  /** Lets all deliveries out and works both queues off; what fails is tried again. Says how often something failed. */
  const deliver = async (settings: Readonly<Record<string, boolean>> = {}) => {
    await control('webhooks', { paused: false, reverse: false, duplicate: false, ...settings });
    await eventually(async () => (await state()).deliveries.every(({ status }) => status === 'delivered'));
    await control('webhooks', { paused: true });
    let failures = 0;
    let left: (readonly [typeof noteDispute, string])[] = [];
    for (let round = 0; round < 4; round += 1) {
      // Disputes first, so that they are heard of before their payments.
      const work = [
        ...left,
        ...(await queues.disputes.take()).map((message) => [noteDispute, message] as const),
        ...(await queues.payments.take()).map((message) => [recordPayment, message] as const),
      ];
      left = [];
      for (const [worker, message] of work) {
        const { batchItemFailures } = await worker(queueEvent([message]));
        if (batchItemFailures.length > 0) left.push([worker, message]);
        failures += batchItemFailures.length;
      }
    }
    expect(left).toEqual([]);
    return failures;
  };
  /** An order that its shopper has paid on the provider's page; its webhook is held back. */
  const paid = async () => {
    await control('webhooks', { paused: true });
    const [user, product] = [aUser(), await shop.product({ stock: 10, amount: 5000 })];
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = orderBody([{ product, quantity: 2 }]);
    const caller = { userId: user };
    const placed = await shop.call(placeOrder, { method: 'POST', path: '/orders', body, headers, caller });
    const orderId = String(placed.body['orderId']);
    await shop.call(startPayment, { method: 'POST', path: '/orders/x', params: { orderId }, caller });
    const { session } = await shop.order(orderId);
    await fetch(`${simulator.url}/pay/${session}/pay`, {
      method: 'POST',
      body: new URLSearchParams({ payment_method_type: 'card' }),
      redirect: 'manual',
    });
    const intent = (await state()).sessions.find(({ id }) => id === session)?.payment_intent ?? '';
    return { orderId, intent, product };
  };
  const dispute = async (intent: string, more: object = {}) =>
    (await control('disputes', { payment_intent: intent, ...more })).id;
  const move = (id: string, step: string) => control(`disputes/${id}`, { move: step });
  const asAdmin = (handler: Parameters<Shop['call']>[0], given: object) =>
    shop.call(handler, { method: 'GET', path: '/x', caller: ADMIN, ...given });
  const settle = async (orderId: string) =>
    settlePayments(
      queueEvent((await shop.events(orderId)).filter(({ type }) => type === 'orders.refund-owed.v1')),
    );

  it.each([
    ['in order', {}],
    ['backwards and twice', { reverse: true, duplicate: true }],
  ])('are noted with their deadline and listed, also when they are told %s', async (_, faults) => {
    const { orderId, intent } = await paid();
    const id = await dispute(intent, { reason: 'product_not_received' });
    const failures = await deliver(faults);
    // A dispute whose payment is not recorded yet waits for it.
    expect(failures).toBeGreaterThan(0);
    const { body } = await asAdmin(getAnyOrder, { params: { orderId } });
    expect(body['disputes']).toMatchObject([
      {
        disputeId: id,
        payment: intent,
        status: 'needs-response',
        reason: 'product_not_received',
        amount: { amount: 10_000, currency: 'CNY' },
        withdrawn: { amount: 10_000 },
        lost: { amount: 0 },
        evidenceDueBy: expect.stringMatching(/^20/),
      },
    ]);
    const listed = await asAdmin(listDisputes, { query: { status: 'needs-response' } });
    expect(listed.body['items']).toContainEqual(expect.objectContaining({ disputeId: id, orderId }));
    await move(id, 'win');
    await deliver(faults);
    expect((await shop.order(orderId)).disputes).toMatchObject([{ status: 'won', taken: 0, lost: 0 }]);
    const won = await asAdmin(listDisputes, { query: { status: 'won' } });
    expect(won.body['items']).toContainEqual(expect.objectContaining({ disputeId: id }));
  });

  it('that are lost before the order left cancel it, and its goods are free', async () => {
    const { orderId, intent, product } = await paid();
    const id = await dispute(intent);
    await move(id, 'evidence');
    await move(id, 'lose');
    await deliver({ reverse: true });
    const order = await shop.order(orderId);
    expect([order.status, order.refunds]).toEqual(['cancelled', []]);
    expect(order.disputes).toMatchObject([{ status: 'lost', lost: 10_000 }]);
    expect(await shop.available(product)).toBe(10);
  });

  it('hold refunds that the provider refuses, told of or not, until they are won', async () => {
    const { orderId, intent } = await paid();
    await deliver();
    const id = await dispute(intent);
    await asAdmin(refundOrder, {
      method: 'POST',
      params: { orderId },
      body: { amount: 4000, reason: 'sorry' },
      headers: { 'idempotency-key': 'one' },
    });
    expect(await settle(orderId)).toEqual({ batchItemFailures: [] });
    const held = await asAdmin(getAnyOrder, { params: { orderId } });
    expect(held.body['refunds']).toMatchObject([{ status: 'owed', waitsFor: id }]);
    await move(id, 'win');
    await deliver();
    expect(await settle(orderId)).toEqual({ batchItemFailures: [] });
    expect((await shop.order(orderId)).refunds).toMatchObject([{ amount: 4000, doneAt: expect.any(Number) }]);
  });

  it('of which no webhook came are found', async () => {
    const { orderId, intent } = await paid();
    await deliver();
    await dispute(intent, { inquiry: true });
    await reconcileDisputes();
    expect((await shop.order(orderId)).disputes).toMatchObject([{ status: 'inquiry', taken: 0 }]);
  });
});
