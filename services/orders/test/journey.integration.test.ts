import { createHmac } from 'node:crypto';
import { startPaymentSimulator, type PaymentSimulator } from '@cartless/simulators';
import { type OrderSnapshot, ShipmentDelivered, ShipmentDispatched } from '@cartless/domain';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SQSBatchResponse } from 'aws-lambda';
import { handler as confirm } from '../src/ordering/confirm-receipt/handler.ts';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as getOrder } from '../src/ordering/get-order/handler.ts';
import { handler as listOrders } from '../src/ordering/list-orders/handler.ts';
import { handler as numberOrderHandler } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as receivePayment } from '../src/payments/receive-payment/handler.ts';
import { handler as recordPaymentHandler } from '../src/payments/record-payment/handler.ts';
import { handler as startPayment } from '../src/payments/start-payment/handler.ts';
import {
  aUser,
  openShop,
  orderBody,
  SHANGHAI,
  type Shop,
  testQueue,
  WEBHOOK_SECRET,
  withRights,
} from './shop.ts';

const followShipment = withRights('followShipment', followShipmentHandler);
const numberOrder = withRights('numberOrder', numberOrderHandler);
const recordPayment = withRights('recordPayment', recordPaymentHandler);

const DONE = { batchItemFailures: [] };

describe("an order's way through the shop", () => {
  let shop: Shop;
  let simulator: PaymentSimulator;
  let queue: Awaited<ReturnType<typeof testQueue>>;
  beforeAll(async () => {
    [shop, queue] = await Promise.all([openShop(), testQueue()]);
    simulator = await startPaymentSimulator({ port: 0, webhookSecret: WEBHOOK_SECRET });
    setEnvironment({ STRIPE_API_URL: simulator.url, PAYMENTS_QUEUE_URL: queue.url });
  });
  afterAll(async () => {
    await Promise.all([shop.close(), simulator.stop()]);
  });

  const place = async (user: string, more = {}): Promise<string> => {
    const body = orderBody([{ product: await shop.product() }], more);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: user } };
    return String((await shop.call(placeOrder, call)).body['orderId']);
  };
  const ask = (handler: Parameters<Shop['call']>[0], method: string, user: string, orderId: string) =>
    shop.call(handler, { method, path: '/orders/x', params: { orderId }, caller: { userId: user } });
  const number = async (orderId: string) => numberOrder(queueEvent(await shop.events(orderId)));

  const webhook = (event: unknown, secret = WEBHOOK_SECRET) => {
    const body = JSON.stringify(event);
    const time = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const headers = { 'stripe-signature': `t=${time},v1=${signature}` };
    return shop.call(receivePayment, { method: 'POST', path: '/payments/webhook', body, headers });
  };
  const paid = (orderId: string, id = `evt_${orderId}`) => ({
    id,
    type: 'checkout.session.completed',
    created: Math.floor(Date.now() / 1000),
    data: {
      object: {
        client_reference_id: orderId,
        payment_intent: `pi_${orderId}`,
        payment_status: 'paid',
        amount_total: 6000,
        currency: 'cny',
      },
    },
  });
  const work = (eventId: string): Promise<SQSBatchResponse> =>
    recordPayment(queueEvent([JSON.stringify({ eventId })]));
  const parcel = (orderId: string, orderNumber: string, userId: string) => ({
    shipmentId: 'shp_1' as const,
    orderId: orderId as OrderSnapshot['orderId'],
    orderNumber,
    userId: userId as OrderSnapshot['userId'],
    carrier: 'SFExpress',
    trackingNumber: 'EZ1',
    at: new Date().toISOString(),
  });

  it('goes from placed to completed, with every state in its history', async () => {
    const user = aUser();
    const orderId = await place(user);
    expect(await number(orderId)).toEqual(DONE);
    const { orderNumber } = await shop.order(orderId);
    expect(orderNumber).toMatch(/^\d{8}-\w{7}-\w$/);
    expect(await shop.events(orderId)).toMatchObject([
      { type: 'orders.order-confirmed.v1', data: { orderNumber } },
    ]);

    expect(await webhook(paid(orderId))).toMatchObject({ status: 200, body: { received: true } });
    expect(await queue.take()).toEqual([JSON.stringify({ eventId: `evt_${orderId}` })]);
    expect(await work(`evt_${orderId}`)).toEqual(DONE);
    expect(await shop.told(orderId)).toMatchObject([
      { type: 'orders.order-paid.v1', data: { status: 'paid', shippingAddress: SHANGHAI } },
      {
        type: 'orders.order-paid.v2',
        data: { status: 'paid', shippingAddress: { line1: '-', country: 'CN' } },
      },
    ]);

    const data = parcel(orderId, orderNumber ?? '', user);
    const event = { subject: 'shp_1', sequence: 3, time: data.at };
    await followShipment(
      queueEvent([ShipmentDispatched.create({ ...event, data: { ...data, status: 'dispatched' } })]),
    );
    await followShipment(
      queueEvent([
        ShipmentDelivered.create({ ...event, sequence: 4, data: { ...data, status: 'delivered' } }),
      ]),
    );
    const answer = await ask(confirm, 'POST', user, orderId);
    expect(answer).toMatchObject({ status: 200, body: { status: 'completed', orderNumber } });
    const history = answer.body['history'] as { status: string; by: string }[];
    expect(history.map(({ status, by }) => `${status} by ${by}`)).toEqual([
      'placed by shopper',
      'paid by provider',
      'shipped by carrier',
      'delivered by carrier',
      'completed by shopper',
    ]);
    expect(await shop.events(orderId)).toMatchObject([{ type: 'orders.order-completed.v1' }]);
    const { status, body } = answer;
    expect(await ask(getOrder, 'GET', user, orderId)).toMatchObject({ status, body });
  });

  it('is numbered once, however often the event comes', async () => {
    const orderId = await place(aUser());
    const events = await shop.events(orderId);
    await Promise.all([1, 2, 3].map(() => numberOrder(queueEvent(events))));
    const { orderNumber, version } = await shop.order(orderId);
    expect(orderNumber).not.toBeNull();
    expect(version).toBe(2);
    const claims = (await shop.everything()).filter(({ sk, id }) => sk === 'number' && id === orderId);
    expect(claims).toHaveLength(1);
  });

  it('is numbered by a payment that comes before the number, which nothing waits for then', async () => {
    const orderId = await place(aUser());
    const placed = await shop.events(orderId);
    await webhook(paid(orderId));
    expect(await work(`evt_${orderId}`)).toEqual(DONE);
    const { status, orderNumber } = await shop.order(orderId);
    expect({ status, orderNumber }).toEqual({ status: 'paid', orderNumber: expect.any(String) as unknown });
    const told = await shop.told(orderId);
    expect(told).toMatchObject([
      { type: 'orders.order-confirmed.v1', data: { orderNumber } },
      { type: 'orders.order-paid.v1', data: { orderNumber } },
      { type: 'orders.order-paid.v2', data: { orderNumber } },
    ]);
    await numberOrder(queueEvent(placed));
    expect((await shop.order(orderId)).orderNumber).toBe(orderNumber);
  });

  it.each([
    ['another amount', { amount_total: 100 }],
    ['another currency', { currency: 'jpy' }],
  ])('is not paid by a signed event of %s, which goes back', async (_, odd) => {
    const orderId = await place(aUser());
    await number(orderId);
    const event = paid(orderId);
    const object = { ...event.data.object, ...odd };
    await webhook({ ...event, data: { object } });
    expect(await work(`evt_${orderId}`)).toEqual(DONE);
    expect(await shop.order(orderId)).toMatchObject({
      status: 'placed',
      refunds: [{ intent: `pi_${orderId}`, amount: object.amount_total, unearned: true }],
    });
    expect(await shop.events(orderId)).toMatchObject([{ type: 'orders.refund-owed.v1' }]);
  });

  it('counts a payment once, however often and under whatever id the provider tells of it', async () => {
    const orderId = await place(aUser());
    await number(orderId);
    await webhook(paid(orderId));
    await webhook(paid(orderId));
    await webhook(paid(orderId, `evt_other_${orderId}`));
    await Promise.all([work(`evt_${orderId}`), work(`evt_${orderId}`), work(`evt_other_${orderId}`)]);
    expect(await shop.order(orderId)).toMatchObject({
      status: 'paid',
      refunds: [],
      captures: [{ amount: 6000 }],
    });
  });

  it('notes what the provider gave back by itself, and only what the shop did not know', async () => {
    const orderId = await place(aUser());
    await number(orderId);
    const refunded = (amount: number, id: string) => ({
      id,
      type: 'charge.refunded',
      created: Math.floor(Date.now() / 1000),
      data: {
        object: {
          payment_intent: `pi_${orderId}`,
          amount_refunded: amount,
          currency: 'cny',
          metadata: { orderId },
        },
      },
    });
    await webhook(refunded(2000, `evt_r1_${orderId}`));
    expect((await work(`evt_r1_${orderId}`)).batchItemFailures).toHaveLength(1);
    await webhook(paid(orderId));
    await work(`evt_${orderId}`);
    expect(await work(`evt_r1_${orderId}`)).toEqual(DONE);
    expect(await shop.events(orderId)).toMatchObject([
      {
        type: 'orders.order-refunded.v1',
        data: { refund: { amount: 2000 }, refundedInAll: { amount: 2000 } },
      },
    ]);
    expect(await work(`evt_r1_${orderId}`)).toEqual(DONE);
    await webhook(refunded(6000, `evt_r2_${orderId}`));
    await work(`evt_r2_${orderId}`);
    expect((await shop.order(orderId)).refunds.map(({ amount }) => amount)).toEqual([2000, 4000]);
  });

  it('refuses webhooks with a wrong, old or missing signature', async () => {
    const refused = { status: 400, body: { code: 'WEBHOOK_SIGNATURE_INVALID' } };
    expect(await webhook(paid('ord_x'), 'whsec_forged')).toMatchObject(refused);
    const call = { method: 'POST', path: '/payments/webhook', body: paid('ord_x') };
    expect(await shop.call(receivePayment, call)).toMatchObject(refused);
  });

  it('opens one payment page for an order, however often it is asked', async () => {
    const user = aUser();
    const orderId = await place(user, { paymentMethod: 'card' });
    const [first, second] = [
      await ask(startPayment, 'POST', user, orderId),
      await ask(startPayment, 'POST', user, orderId),
    ];
    expect(first).toMatchObject({ status: 200 });
    expect(String(first.body['paymentUrl'])).toContain('/pay/cs_test');
    expect(second).toEqual(first);
    expect((await shop.order(orderId)).session).toMatch(/^cs_test/);
  });

  it('opens no payment page for cash on delivery, for others, or while the provider fails', async () => {
    const user = aUser();
    const cod = await place(user, { paymentMethod: 'cod' });
    expect(await ask(startPayment, 'POST', user, cod)).toMatchObject({
      status: 409,
      body: { code: 'ORDER_NOT_PAYABLE' },
    });
    expect(await ask(startPayment, 'POST', aUser(), cod)).toMatchObject({ status: 404 });
    const card = await place(user);
    await fetch(`${simulator.url}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'error', count: 2 }),
    });
    expect(await ask(startPayment, 'POST', user, card)).toMatchObject({
      status: 503,
      body: { code: 'PAYMENT_PROVIDER_UNAVAILABLE' },
    });
  });

  it.each(['timeout', 'garbage', 'slow'])(
    'opens one page even when the provider answers with %s',
    async (mode) => {
      const user = aUser();
      const orderId = await place(user);
      await fetch(`${simulator.url}/_control/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode, count: 1, delayMs: 100 }),
      });
      await ask(startPayment, 'POST', user, orderId);
      expect(await ask(startPayment, 'POST', user, orderId)).toMatchObject({ status: 200 });
      const state = (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
        sessions: { client_reference_id: string }[];
      };
      const sessions = state.sessions.filter((session) => session.client_reference_id === orderId);
      expect(sessions).toHaveLength(1);
    },
  );

  it('is paid by delivery when the money comes on delivery, even when the events come the wrong way round', async () => {
    const user = aUser();
    const orderId = await place(user, { paymentMethod: 'cod' });
    await number(orderId);
    const { orderNumber, total } = await shop.order(orderId);
    const data = parcel(orderId, orderNumber ?? '', user);
    const event = { subject: 'shp_1', sequence: 3, time: data.at };
    await followShipment(
      queueEvent([
        ShipmentDelivered.create({ ...event, sequence: 4, data: { ...data, status: 'delivered' } }),
      ]),
    );
    expect(await shop.told(orderId)).toMatchObject([
      { type: 'orders.order-paid.v1', data: { status: 'delivered' } },
      { type: 'orders.order-paid.v2', data: { status: 'delivered' } },
    ]);
    await followShipment(
      queueEvent([ShipmentDispatched.create({ ...event, data: { ...data, status: 'dispatched' } })]),
    );
    expect(await shop.order(orderId)).toMatchObject({
      status: 'delivered',
      captures: [{ intent: 'cash', amount: total }],
      history: [{ status: 'shipped' }, { status: 'delivered' }],
    });
  });

  it('cannot be completed before it is delivered, nor by somebody else', async () => {
    const user = aUser();
    const orderId = await place(user);
    expect(await ask(confirm, 'POST', user, orderId)).toMatchObject({
      status: 409,
      body: { code: 'ORDER_CANNOT_MOVE', status: 409 },
    });
    expect(await ask(confirm, 'POST', aUser(), orderId)).toMatchObject({ status: 404 });
    expect(await ask(getOrder, 'GET', aUser(), orderId)).toMatchObject({ status: 404 });
  });

  it('stands in the list of its shopper only, newest first, page by page', async () => {
    const user = aUser();
    const ids = [await place(user), await place(user), await place(user)];
    const list = (query: Record<string, string>) =>
      shop.call(listOrders, { method: 'GET', path: '/orders', query, caller: { userId: user } });
    const first = await list({ limit: '2' });
    const items = first.body['items'] as { orderId: string }[];
    expect(items.map(({ orderId }) => orderId)).toEqual([ids[2], ids[1]]);
    const rest = await list({ limit: '2', cursor: String(first.body['nextCursor']) });
    expect(rest.body).toMatchObject({ items: [{ orderId: ids[0] }], nextCursor: null });
    expect(await list({ status: 'paid' })).toMatchObject({ status: 200, body: { items: [] } });
    expect(await list({ to: '2020-01-01' })).toMatchObject({ status: 200, body: { items: [] } });
    const stolen = { method: 'GET', path: '/orders', caller: { userId: aUser() } };
    const cursor = String(first.body['nextCursor']);
    expect(await shop.call(listOrders, { ...stolen, query: { cursor } })).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
  });
});
