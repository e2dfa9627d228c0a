import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from '@cartless/eventually';
import { API_VERSION } from '../stripe-objects.ts';
import { aCheckout, SECRET_KEY, startTestShop, type TestShop } from '../test-shop.ts';

let shop: TestShop;
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

describe('a new session', () => {
  test('has the total of its lines, a hosted page, and no payment intent yet', async () => {
    const session = await shop.stripe.checkout.sessions.create(aCheckout());
    expect(session).toMatchObject({
      amount_total: 4498,
      currency: 'cny',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      client_reference_id: 'ord_1',
      metadata: { orderId: 'ord_1' },
      payment_method_types: ['card', 'alipay', 'wechat_pay'],
      url: `${shop.url}/pay/${session.id}`,
    });
    expect(session.id).toMatch(/^cs_test_/);
    expect(session.lastResponse.requestId).toMatch(/^req_/);
    expect(session.expires_at - session.created).toBe(86_400);
  });

  test('can be read back with its lines', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    const session = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] });
    expect(
      session.line_items?.data.map((line) => [line.description, line.quantity, line.amount_total]),
    ).toEqual([
      ['Tea <green>', 2, 3998],
      ['Shipping', 1, 500],
    ]);
  });

  test.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, string]>([
    ['no lines', { line_items: [] }, 'line_items'],
    ['an unknown mode', { mode: 'subscription' }, 'mode'],
    ['an address that is no URL', { success_url: 'javascript:alert(1)' }, 'success_url'],
    ['a locale that Stripe lacks', { locale: 'zh-CN' }, 'locale'],
    ['an end in the past', { expires_at: 1 }, 'expires_at'],
    ['an end after more than a day', { expires_at: inSeconds(90_000) }, 'expires_at'],
    ['a bad e-mail address', { customer_email: 'nobody' }, 'customer_email'],
    ['an unknown method', { allowed_payment_method_types: ['klarna'] }, 'allowed_payment_method_types[0]'],
    ['a parameter that is not supported', { customer: 'cus_1' }, 'customer'],
    [
      'a price of an unknown catalogue',
      { line_items: [{ price: 'price_1', quantity: 1 }] },
      'line_items[0][price]',
    ],
  ])('is refused with %s', async (_, overrides, param) => {
    const creating = shop.stripe.checkout.sessions.create(aCheckout(overrides));
    await expect(creating).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      param,
    });
  });
});

describe('the old parameter for payment methods', () => {
  const create = (version: string, form: Record<string, string>): Promise<Response> =>
    fetch(`${shop.url}/v1/checkout/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET_KEY}`, 'stripe-version': version },
      body: new URLSearchParams({
        mode: 'payment',
        'line_items[0][quantity]': '1',
        'line_items[0][price_data][currency]': 'CNY',
        'line_items[0][price_data][unit_amount]': '100',
        'line_items[0][price_data][product_data][name]': 'Tea',
        success_url: 'http://localhost/',
        'payment_method_types[]': 'wechat_pay',
        ...form,
      }),
    });

  test('works for callers of an older version, with what WeChat Pay needs', async () => {
    const without = await create('2026-08-26.dahlia', {});
    expect(await without.json()).toMatchObject({
      error: { param: 'payment_method_options[wechat_pay][client]' },
    });
    const session = await create('2026-08-26.dahlia', {
      'payment_method_options[wechat_pay][client]': 'web',
    });
    expect(await session.json()).toMatchObject({ payment_method_types: ['wechat_pay'], currency: 'cny' });
  });

  test('is refused with the new name, as by Stripe, for the version of the SDK', async () => {
    const answer = await create(API_VERSION, {});
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'payment_method_types_no_longer_supported',
        message: expect.stringContaining('Use allowed_payment_method_types'),
      },
    });
  });
});

describe('paying', () => {
  test('completes the session and sends the shopper to the success address', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    const answer = await shop.press(id, 'pay');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `http://localhost:4000/orders/ord_1?paid=${id}`,
    ]);
    const expand = ['payment_intent.latest_charge'];
    const session = await shop.stripe.checkout.sessions.retrieve(id, { expand });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      payment_intent: {
        status: 'succeeded',
        amount_received: 4498,
        metadata: { orderId: 'ord_1' },
        latest_charge: { object: 'charge', amount: 4498, payment_method_details: { type: 'card' } },
      },
    });
  });

  test('takes the method that the shopper chose', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(
      aCheckout({ allowed_payment_method_types: ['card', 'alipay'] }),
    );
    expect((await shop.press(id, 'pay', { payment_method_type: 'wechat_pay' })).status).toBe(400);
    expect((await shop.press(id, 'pay', { payment_method_type: 'alipay' })).status).toBe(303);
    const session = await shop.stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(session).toMatchObject({
      payment_intent: { latest_charge: { payment_method_details: { type: 'alipay' } } },
    });
  });

  test('happens once: the second press shows that it is paid', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    await shop.press(id, 'pay');
    const again = await shop.press(id, 'pay');
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('paid already')]);
    const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(id);
    const charges = await shop.stripe.charges.list({ payment_intent: payment_intent as string });
    expect(charges.data).toHaveLength(1);
  });
});

test('a declined payment leaves the session open for another try', async () => {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  expect((await shop.press(id, 'decline')).headers.get('location')).toBe(`${shop.url}/pay/${id}`);
  expect(await (await shop.page(id)).text()).toContain('The payment was declined');
  const declined = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
  expect(declined).toMatchObject({
    status: 'open',
    payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
  });
  expect((await shop.press(id, 'pay')).status).toBe(303);
  const paid = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
  expect(paid).toMatchObject({ payment_status: 'paid', payment_intent: { last_payment_error: null } });
});

test('a card is declined for the reason that is asked for', async () => {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  await shop.press(id, 'decline', { payment_method_type: 'card', decline_code: 'expired_card' });
  const first = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
  await shop.press(id, 'decline', { payment_method_type: 'card', decline_code: 'insufficient_funds' });
  const second = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
  const errors = [first, second].map(
    ({ payment_intent }) => (payment_intent as Stripe.PaymentIntent).last_payment_error,
  );
  expect(errors).toMatchObject([
    { code: 'expired_card', decline_code: 'expired_card' },
    { code: 'card_declined', decline_code: 'insufficient_funds' },
  ]);
  expect(new Set(errors.map((error) => error?.charge)).size).toBe(2);
});

test('walking away leads to the cancel address and leaves the session open', async () => {
  const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
  expect((await shop.press(id, 'walk-away')).headers.get('location')).toBe(
    'http://localhost:4000/orders/ord_1',
  );
  expect(await shop.stripe.checkout.sessions.retrieve(id)).toMatchObject({
    status: 'open',
    payment_intent: null,
  });
});

describe('the end of a session', () => {
  test('can be asked for, once', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    expect(await shop.stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
    expect((await shop.press(id, 'pay')).status).toBe(410);
    await expect(shop.stripe.checkout.sessions.expire(id)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('status of `expired`'),
    });
  });

  test('comes by itself, cancels the payment intent, and is an event', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout({ expires_at: inSeconds(2) }));
    await shop.press(id, 'decline');
    await eventually(async () => (await shop.stripe.checkout.sessions.retrieve(id)).status === 'expired');
    const session = await shop.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(session.payment_intent).toMatchObject({ status: 'canceled' });
    const events = await shop.stripe.events.list({ type: 'checkout.session.expired', limit: 1 });
    expect(events.data[0]?.data.object).toMatchObject({ id, status: 'expired' });
  });

  test('comes no sooner than Stripe allows, unless a test says so', async () => {
    const strict = await startTestShop({ minimumSessionSeconds: 1800 });
    const creating = strict.stripe.checkout.sessions.create(aCheckout({ expires_at: inSeconds(600) }));
    await expect(creating).rejects.toThrow('at least 30 minutes');
    await strict.stop();
  });
});

describe('the hosted page', () => {
  test('shows the lines, the total and the methods, and escapes what the shop sent', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    const page = await (await shop.page(id)).text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Tea &lt;green&gt;');
    expect(page).toContain('Pay ¥44.98');
    expect(page).toContain('WeChat Pay');
  });

  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['fr;q=1, en;q=0.2, zh;q=0.7', 'zh-CN'],
    ['fr', 'en'],
  ])('speaks, for %s, %s', async (wish, language) => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    expect(await (await shop.page(id, wish)).text()).toContain(`<html lang="${language}">`);
  });

  test('follows the locale of the session first', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout({ locale: 'zh' }));
    expect(await (await shop.page(id, 'en')).text()).toContain('模拟拒付');
  });

  test('says so when there is no such session', async () => {
    const page = await shop.page('cs_test_none');
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('no such payment page')]);
  });

  test('changes nothing when a button address is opened as a link', async () => {
    const { id } = await shop.stripe.checkout.sessions.create(aCheckout());
    const answer = await fetch(`${shop.url}/pay/${id}/pay`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${shop.url}/pay/${id}`);
    expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe('open');
  });
});
