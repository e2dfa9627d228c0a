import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aCheckout, SECRET_KEY, startTestShop, stripeAt, type TestShop } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(shop.url + path, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${SECRET_KEY}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  });

describe('keys', () => {
  test.each(['sk_test_other', 'sk_live_real'])('%s is refused without being repeated', async (key) => {
    const reading = stripeAt(shop.port, key).checkout.sessions.list();
    await expect(reading).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
      requestId: expect.stringMatching(/^req_/),
      message: expect.not.stringContaining(key),
    });
  });

  test('no key is a 401 too', async () => {
    expect((await fetch(`${shop.url}/v1/events`)).status).toBe(401);
  });

  test('the key may come as a user name, as curl sends it', async () => {
    const authorization = `Basic ${Buffer.from(`${SECRET_KEY}:`).toString('base64')}`;
    expect((await fetch(`${shop.url}/v1/events`, { headers: { authorization } })).status).toBe(200);
  });
});

describe('bad input', () => {
  test('an unsupported part of the API says so', async () => {
    await expect(shop.stripe.customers.create({})).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 404,
      message: expect.stringContaining('POST: /v1/customers). The payment simulator supports only'),
    });
  });

  test.each([
    ['a[b', 400],
    ['__proto__[x]=1', 400],
    ['mode=payment&mode=payment', 400],
    [`${'a[b]'.repeat(1)}${'[c]'.repeat(20)}=1`, 400],
    ['x'.repeat(1024 * 1024 + 1), 413],
  ])('%.30s gets a Stripe-shaped error', async (body, status) => {
    const response = await post('/v1/checkout/sessions', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: expect.objectContaining({ type: 'invalid_request_error' }),
    });
  });

  test('a JSON body is refused with a hint', async () => {
    const response = await post('/v1/refunds', '{}', { 'content-type': 'application/json' });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('x-www-form-urlencoded'),
    ]);
  });

  test('an id that does not exist is a 404', async () => {
    await expect(shop.stripe.checkout.sessions.retrieve('cs_test_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });

  test('a property that cannot be expanded is named', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    const reading = shop.stripe.checkout.sessions.retrieve(id, { expand: ['metadata.x'] });
    await expect(reading).rejects.toThrow('This property cannot be expanded');
  });
});

describe('lists', () => {
  test('come newest first, page by page, and backwards', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await shop.stripe.checkout.sessions.create(aCheckout())).id);
    const first = await shop.stripe.checkout.sessions.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const second = await shop.stripe.checkout.sessions.list({ limit: 2, starting_after: ids[1] ?? '' });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const back = await shop.stripe.checkout.sessions.list({ limit: 2, ending_before: ids[3] ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const all: string[] = [];
    for await (const { id } of shop.stripe.checkout.sessions.list({ limit: 2 })) all.push(id);
    expect(all.slice(0, 5)).toEqual(ids);
  });

  test('can be narrowed by payment intent, status, time and type', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    await shop.press(id, 'pay');
    const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(id);
    const found = await shop.stripe.checkout.sessions.list({
      payment_intent: payment_intent as string,
      expand: ['data.payment_intent'],
    });
    expect(found.data).toMatchObject([{ id, payment_intent: { status: 'succeeded' } }]);
    const complete = await shop.stripe.checkout.sessions.list({ status: 'complete' });
    expect(complete.data.map((session) => session.id)).toEqual([id]);
    const future = await shop.stripe.paymentIntents.list({
      created: { gt: Math.floor(Date.now() / 1000) + 60 },
    });
    expect(future.data).toEqual([]);
    const events = await shop.stripe.events.list({ types: ['payment_intent.succeeded', 'charge.succeeded'] });
    expect(events.data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'charge.succeeded']);
  });

  test('refuse a limit over 100 and an unknown cursor', async () => {
    await expect(shop.stripe.events.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' });
    await expect(shop.stripe.events.list({ starting_after: 'evt_none' })).rejects.toMatchObject({
      param: 'starting_after',
    });
  });
});

test('the index page lists sessions and refunds and shows the switches', async () => {
  const page = await (await fetch(`${shop.url}/`)).text();
  expect(page).toContain('Faults of the API');
  expect(page).toContain('cs_test_');
});
