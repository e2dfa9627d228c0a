import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { aCheckout, startTestShop, type TestShop } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

test('the same key and parameters get the first answer again', async () => {
  const options = { idempotencyKey: 'same' };
  const first = await shop.stripe.checkout.sessions.create(aCheckout(), options);
  const again = await shop.stripe.checkout.sessions.create(aCheckout(), options);
  expect(again.id).toBe(first.id);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
});

test('the same key with other parameters, or elsewhere, is an error', async () => {
  const options = { idempotencyKey: 'changed' };
  await shop.stripe.checkout.sessions.create(aCheckout(), options);
  const changed = shop.stripe.checkout.sessions.create(aCheckout({ locale: 'zh' }), options);
  await expect(changed).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
  const elsewhere = shop.stripe.refunds.create({ payment_intent: 'pi_1' }, options);
  await expect(elsewhere).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

test('the same key while the first call is in progress is a conflict', async () => {
  const create = (idempotencyKey: string) =>
    shop.stripe.checkout.sessions.create(aCheckout(), { idempotencyKey });
  let tries = 0;
  // Two calls that are made at once may still come one after the other.
  const { key, id, reason } = await eventually(async () => {
    await shop.control('faults', { mode: 'slow', delayMs: 300, count: 1 });
    const key = `at once ${(tries += 1)}`;
    const both = await Promise.allSettled([create(key), create(key)]);
    const [done] = both.filter((each) => each.status === 'fulfilled');
    const [refused] = both.filter((each) => each.status === 'rejected');
    return done && refused && { key, id: done.value.id, reason: refused.reason as unknown };
  });
  expect(reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  expect((await create(key)).id).toBe(id);
});

test('a refusal for bad parameters frees the key, a refusal by the work keeps it', async () => {
  const options = { idempotencyKey: 'refusals' };
  await expect(
    shop.stripe.checkout.sessions.create(aCheckout({ line_items: [] }), options),
  ).rejects.toThrow();
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout(), options);
  await shop.press(id, 'pay');
  const payment_intent = (await shop.stripe.checkout.sessions.retrieve(id)).payment_intent as string;
  const tooMuch = { payment_intent, amount: 5000 };
  const refusals: unknown[] = [];
  for (let n = 0; n < 2; n += 1) {
    await shop.stripe.refunds
      .create(tooMuch, { idempotencyKey: 'too much' })
      .catch((error) => refusals.push(error));
  }
  expect(refusals).toMatchObject([
    { code: 'amount_too_large' },
    { code: 'amount_too_large', headers: { 'idempotent-replayed': 'true' } },
  ]);
});
