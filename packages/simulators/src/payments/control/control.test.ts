import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aCheckout, startShopReceiver, startTestShop, type TestShop } from '../test-shop.ts';

let receiver: Awaited<ReturnType<typeof startShopReceiver>>;
let shop: TestShop;
beforeEach(async () => {
  receiver = await startShopReceiver();
  shop = await startTestShop({ webhookUrl: receiver.url, minimumSessionSeconds: 1800 });
});
afterEach(async () => {
  await shop.stop();
  await receiver.stop();
});

test('a session expires when the clock is moved past its end, and a reset sets the clock right', async () => {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  expect((await shop.control('clock', { advanceHours: 23 })).body).toMatchObject({ fired: 0 });
  expect((await shop.control('clock', { advanceHours: 1 })).body).toMatchObject({ fired: 1 });
  expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
  await shop.control('reset', {});
  expect((await shop.control('clock')).body).toMatchObject({ offsetSeconds: 0 });
});

test('an event waits before its first try when webhooks are late', async () => {
  await shop.control('webhooks', { delayMs: 60_000 });
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  await shop.press(id, 'pay');
  const { deliveries } = (await shop.control('state')).body as {
    deliveries: { status: string; nextAttemptAt: number; attempts: unknown[] }[];
  };
  expect(deliveries).toMatchObject([{ status: 'waiting', attempts: [] }]);
  expect(deliveries[0]?.nextAttemptAt).toBeGreaterThan(Date.now() + 30_000);
  expect(receiver.received).toEqual([]);
});

test('the index page speaks Chinese too', async () => {
  const page = await fetch(shop.url, { headers: { 'accept-language': 'zh' } });
  expect(await page.text()).toContain('支付模拟器');
});
