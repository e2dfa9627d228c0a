import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from '@cartless/eventually';
import { aCheckout, startShopReceiver, startTestShop, type TestShop, WEBHOOK_SECRET } from '../test-shop.ts';
import { retryDelayMs } from './deliveries.ts';

let receiver: Awaited<ReturnType<typeof startShopReceiver>>;
let shop: TestShop;
beforeEach(async () => {
  receiver = await startShopReceiver();
  shop = await startTestShop({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await shop.stop();
  await receiver.stop();
});

async function aSession(): Promise<string> {
  return (await shop.stripe.checkout.sessions.create(aCheckout())).id;
}

const read = (index: number): Stripe.Event => {
  const { body, signature } = receiver.received[index] ?? { body: '', signature: '' };
  return shop.stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
};

test('a payment is told with a signature that the SDK accepts', async () => {
  const id = await aSession();
  await shop.press(id, 'pay');
  await eventually(() => receiver.received.length === 1);
  const event = read(0);
  expect(event).toMatchObject({
    object: 'event',
    type: 'checkout.session.completed',
    data: {
      object: { id, payment_status: 'paid', client_reference_id: 'ord_1', metadata: { orderId: 'ord_1' } },
    },
  });
  const { body, signature } = receiver.received[0] ?? { body: '', signature: '' };
  expect(() => shop.stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow();
  expect(() =>
    shop.stripe.webhooks.constructEvent(body.replace('paid', 'free'), signature, WEBHOOK_SECRET),
  ).toThrow();
  await eventually(async () => (await shop.stripe.events.retrieve(event.id)).pending_webhooks === 0);
});

test('declines, refunds and ends are told too', async () => {
  const paid = await aSession();
  await shop.press(paid, 'decline');
  await shop.press(paid, 'pay');
  const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(paid);
  const options = { idempotencyKey: 'refund-1' };
  await shop.stripe.refunds.create({ payment_intent: payment_intent as string, amount: 100 }, options);
  await shop.stripe.checkout.sessions.expire(await aSession());
  await eventually(() => receiver.received.length === 5);
  expect(receiver.types().toSorted()).toEqual([
    'charge.refunded',
    'checkout.session.completed',
    'checkout.session.expired',
    'payment_intent.payment_failed',
    'refund.created',
  ]);
  const refunded = read(receiver.types().indexOf('charge.refunded'));
  expect(refunded.data.object).toMatchObject({ object: 'charge', payment_intent, amount_refunded: 100 });
  expect(refunded.request?.idempotency_key).toBe('refund-1');
});

test('a delivery that fails is tried again with a fresh signature', async () => {
  receiver.answers.push(500, 302);
  await shop.press(await aSession(), 'pay');
  await eventually(() => receiver.received.length === 3);
  expect([read(1).id, read(2).id]).toEqual([read(0).id, read(0).id]);
  expect(new Set(receiver.received.map(({ signature }) => signature)).size).toBe(3);
  await eventually(async () => (await shop.control('state')).body['deliveries'] !== undefined);
  const { body } = await shop.control('state');
  expect(body['deliveries']).toMatchObject([
    {
      status: 'delivered',
      attempts: [{ outcome: 'answered 500' }, { outcome: 'answered 302' }, { outcome: 'answered 200' }],
    },
  ]);
  expect(await (await fetch(`${shop.url}/`)).text()).toContain('answered 200, tries: 3');
});

test('the tries go on for minutes, ever more slowly', () => {
  expect([1, 2, 3, 4, 5, 6, 59].map(retryDelayMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('paused events wait, and come newest first when told so', async () => {
  await shop.control('webhooks', { paused: true });
  const [first, second] = [await aSession(), await aSession()];
  await shop.press(first, 'pay');
  await shop.press(second, 'pay');
  await shop.stripe.checkout.sessions.expire(await aSession());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(receiver.received).toEqual([]);
  await shop.control('webhooks', { paused: false, reverse: true });
  await eventually(() => receiver.received.length === 3);
  const ids = [read(1), read(2)].map((event) => (event.data.object as { id: string }).id);
  expect([read(0).type, ...ids]).toEqual(['checkout.session.expired', second, first]);
});

test('a failed delivery is held when deliveries are paused meanwhile', async () => {
  receiver.answers.push(500);
  await shop.press(await aSession(), 'pay');
  await eventually(() => receiver.received.length === 1);
  await shop.control('webhooks', { paused: true });
  await eventually(async () => {
    const deliveries = (await shop.control('state')).body['deliveries'] as { status: string }[];
    return deliveries[0]?.status === 'held';
  });
  await shop.control('webhooks', { paused: false });
  await eventually(() => receiver.received.length === 2);
});

test('duplicates send every event twice', async () => {
  await shop.control('webhooks', { duplicate: true });
  await shop.press(await aSession(), 'pay');
  await eventually(() => receiver.received.length === 2);
  expect(read(1).id).toBe(read(0).id);
});

test('an old event can be sent once more', async () => {
  await shop.press(await aSession(), 'pay');
  await eventually(() => receiver.received.length === 1);
  const { status, body } = await shop.control('redeliver', { eventId: read(0).id });
  expect([status, body['status']]).toEqual([200, 'delivered']);
  expect(read(1).id).toBe(read(0).id);
  expect((await shop.control('redeliver', { eventId: 'evt_none' })).status).toBe(404);
});
