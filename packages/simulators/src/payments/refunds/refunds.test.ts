import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aCheckout, startTestShop, type TestShop } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

async function aPaidIntent(): Promise<string> {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  await shop.press(id, 'pay');
  return (await shop.stripe.checkout.sessions.retrieve(id)).payment_intent as string;
}

test('a part and then the rest of a payment can be refunded', async () => {
  const payment_intent = await aPaidIntent();
  const part = await shop.stripe.refunds.create({
    payment_intent,
    amount: 1000,
    reason: 'requested_by_customer',
    metadata: { orderId: 'ord_1' },
  });
  expect(part).toMatchObject({
    amount: 1000,
    currency: 'cny',
    status: 'succeeded',
    metadata: { orderId: 'ord_1' },
  });
  const rest = await shop.stripe.refunds.create({ payment_intent });
  expect(rest.amount).toBe(3498);
  const list = await shop.stripe.refunds.list({ payment_intent });
  expect(list.data.map(({ id }) => id)).toEqual([rest.id, part.id]);
  expect(await shop.stripe.refunds.retrieve(part.id, { expand: ['charge'] })).toMatchObject({
    charge: { amount_refunded: 4498, refunded: true },
  });
});

test('no more than was paid can be refunded', async () => {
  const payment_intent = await aPaidIntent();
  await shop.stripe.refunds.create({ payment_intent, amount: 4000 });
  await expect(shop.stripe.refunds.create({ payment_intent, amount: 499 })).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    code: 'amount_too_large',
    param: 'amount',
    message: 'Refund amount (¥4.99) is greater than unrefunded amount on charge (¥4.98)',
  });
  await shop.stripe.refunds.create({ payment_intent, amount: 498 });
  await expect(shop.stripe.refunds.create({ payment_intent })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  });
  const refunds = await shop.stripe.refunds.list({ payment_intent });
  expect(refunds.data.reduce((sum, { amount }) => sum + amount, 0)).toBe(4498);
});

test('two refunds at once cannot give back more than was paid', async () => {
  const payment_intent = await aPaidIntent();
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, () => shop.stripe.refunds.create({ payment_intent, amount: 2000 })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
});

test('a payment that never succeeded cannot be refunded', async () => {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  await shop.press(id, 'decline');
  const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(id);
  const refunding = shop.stripe.refunds.create({ payment_intent: payment_intent as string });
  await expect(refunding).rejects.toThrow('does not have a successful charge to refund');
  await expect(shop.stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
});

test('refunds can wait for the bank, and the bank can refuse them later', async () => {
  const payment_intent = await aPaidIntent();
  await shop.control('refunds', { status: 'pending' });
  const { id, status } = await shop.stripe.refunds.create({ payment_intent, amount: 1000 });
  expect(status).toBe('pending');
  const left = async () => {
    const { data } = await shop.stripe.charges.list({ payment_intent });
    return (data[0]?.amount_captured ?? 0) - (data[0]?.amount_refunded ?? 0);
  };
  expect(await left()).toBe(3498);
  await shop.control(`refunds/${id}`, { status: 'succeeded' });
  await shop.control(`refunds/${id}`, { status: 'failed' });
  expect(await shop.stripe.refunds.retrieve(id)).toMatchObject({
    status: 'failed',
    failure_reason: 'lost_or_stolen_card',
  });
  expect(await left()).toBe(4498);
  expect(await shop.control(`refunds/${id}`, { status: 'succeeded' })).toMatchObject({ status: 409 });
  await shop.control('refunds', { status: 'failed' });
  expect((await shop.stripe.refunds.create({ payment_intent, amount: 1000 })).status).toBe('failed');
  expect(await left()).toBe(4498);
  expect(await shop.control('refunds', { status: 'gone' })).toMatchObject({ status: 400 });
  await shop.control('refunds', { status: 'succeeded' });
});
