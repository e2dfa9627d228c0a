import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aCheckout, startTestShop, stripeAt, type TestShop } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
beforeEach(() => shop.control('reset', {}));
afterAll(() => shop.stop());

const sessionCount = async (): Promise<number> => (await shop.stripe.checkout.sessions.list()).data.length;

test('error: the call fails and nothing is done', async () => {
  await shop.control('faults', { mode: 'error', count: 1 });
  await expect(shop.stripe.checkout.sessions.create(aCheckout())).rejects.toMatchObject({
    type: 'StripeAPIError',
    statusCode: 500,
  });
  expect(await sessionCount()).toBe(0);
});

test('error: the retries of the SDK get through when the fault is over', async () => {
  await shop.control('faults', { mode: 'error', count: 2 });
  const patient = stripeAt(shop.port, undefined, { maxNetworkRetries: 3 });
  await patient.checkout.sessions.create(aCheckout());
  expect(await sessionCount()).toBe(1);
});

test('slow: the answer comes late', async () => {
  await shop.control('faults', { mode: 'slow', delayMs: 250 });
  const start = performance.now();
  await shop.stripe.checkout.sessions.list();
  expect(performance.now() - start).toBeGreaterThan(240);
});

test('timeout: the work is done, the answer is lost, and a retry with the same key finds it', async () => {
  await shop.control('faults', { mode: 'timeout', delayMs: 30_000, count: 1 });
  const options = { idempotencyKey: 'lost answer', timeout: 200 };
  await expect(shop.stripe.checkout.sessions.create(aCheckout(), options)).rejects.toMatchObject({
    type: 'StripeConnectionError',
  });
  const found = await shop.stripe.checkout.sessions.create(aCheckout(), options);
  expect(found.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await sessionCount()).toBe(1);
});

test('garbage: the SDK reports an answer that it cannot read', async () => {
  await shop.control('faults', { mode: 'garbage', count: 1 });
  await expect(shop.stripe.checkout.sessions.list()).rejects.toMatchObject({ type: 'StripeAPIError' });
});

test('a path limits the fault to some calls', async () => {
  await shop.control('faults', { mode: 'error', path: '/v1/refunds' });
  expect(await sessionCount()).toBe(0);
  await expect(shop.stripe.refunds.list()).rejects.toMatchObject({ statusCode: 500 });
});

describe('the switches', () => {
  test.each([
    ['faults', { mode: 'rude' }, 'mode must be one of none, slow, error, timeout, garbage.'],
    ['faults', { mode: 'slow', delayMs: -1 }, 'delayMs must be a whole number from 0.'],
    [
      'faults',
      { mode: 'slow', path: '/pay' },
      'path must begin with /v1/, because faults concern the API only.',
    ],
    ['faults', { mode: 'slow', often: 1 }, 'often is not known here; known: mode, delayMs, count, path.'],
    ['webhooks', { paused: 'yes' }, 'paused must be true or false.'],
    ['redeliver', {}, 'eventId must be the id of an event, such as evt_….'],
  ])('%s refuses %j', async (path, body, error) => {
    expect(await shop.control(path, body)).toEqual({ status: 400, body: { error } });
  });

  test('show the state and forget everything', async () => {
    await shop.stripe.checkout.sessions.create(aCheckout());
    expect((await shop.control('state')).body['sessions']).toHaveLength(1);
    await shop.control('reset', {});
    expect((await shop.control('state')).body['sessions']).toEqual([]);
  });

  test('work from the form of the index page', async () => {
    const body = new URLSearchParams({ mode: 'error', delayMs: '', count: '3', path: '/v1/' });
    const answer = await fetch(`${shop.url}/_control/faults`, { method: 'POST', body, redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${shop.url}/`);
    expect((await shop.control('state')).body['faults']).toMatchObject({ mode: 'error', count: 3 });
  });
});
