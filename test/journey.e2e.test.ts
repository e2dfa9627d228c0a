import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS } from './e2e/shopper.ts';

type Figures = Readonly<Record<'revenue' | 'orders' | 'units' | 'completed', number>>;

describe("a shopper's whole journey through the running shop", () => {
  const name = `mei${randomUUID().slice(0, 8)}`;
  const email = `${name}@example.com`;
  const password = 'Quiet-river-2026';
  const key = randomUUID();
  let shop: RunningShop;
  let api: Api;
  let mailbox: string;
  let token: string;
  let admin: string;
  let orderId: string;
  let orderNumber: string;
  let total: number;
  /** What the reports said before there was this order: the shop may have had others today. */
  let before: Figures;
  let items: { productId: string; quantity: number; unitPrice: unknown }[];

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    mailbox = `http://localhost:${shop.ports.mailbox}`;
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const login = async (identifier: string, secret: string): Promise<string> => {
    const answer = await api('POST', '/login', { body: { identifier, password: secret } });
    expect(answer).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 900 } });
    return String(answer.body['accessToken']);
  };
  const order = async () => (await api('GET', `/orders/${orderId}`, { token })).body;
  const orderBecomes = (status: string) => eventually(order, (body) => body['status'] === status);

  it('registers, confirms the address by the link in the mail, and logs in', async () => {
    const registered = await api('POST', '/register', {
      body: { username: name, password, email, locale: 'zh-CN' },
    });
    expect(registered).toMatchObject({ status: 200, body: { message: 'success' } });
    const early = await api('POST', '/login', { body: { identifier: name, password } });
    expect(early).toMatchObject({ status: 403, body: { code: 'NOT_ACTIVATED' } });

    const [mail] = await eventually(
      () => mailsTo(mailbox, email),
      (mails) => mails.length > 0,
    );
    const link = /http:\/\/\S+\/verify\?token=[\w.~%-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(mail?.subject).toContain('验证');
    const followed = await api('GET', link);
    expect(followed.status).toBe(302);
    expect(followed.headers.get('location')).toBe(`${shop.url}/account/login?verified=1`);

    token = await login(email, password);
    expect((await api('GET', '/me', { token })).body).toMatchObject({
      username: name,
      email,
      locale: 'zh-CN',
    });
  });

  it('finds products in both languages', async () => {
    const { body } = await api('GET', '/products?limit=100', { headers: { 'accept-language': 'zh-CN' } });
    expect(body['items'].length).toBeGreaterThanOrEqual(60);
    expect(body['items'].some(({ title }: { title: string }) => /\p{Script=Han}/u.test(title))).toBe(true);
    const english = await api('GET', '/products?limit=2');
    items = english.body['items'].map(({ productId, price }: { productId: string; price: unknown }) => ({
      productId,
      quantity: 2,
      unitPrice: price,
    }));
    expect(items).toHaveLength(2);
  });

  const day = new Date().toISOString().slice(0, 10);
  const figures = async (): Promise<Figures> => {
    const query = `from=${day}&to=${day}&metrics=revenue,orders,units&tz=UTC`;
    const { totals } = (await api('GET', `/analytics/summary?${query}`, { token: admin })).body;
    const funnel = await api('GET', `/analytics/funnel?from=${day}&to=${day}`, { token: admin });
    const steps = funnel.body['steps'] as readonly { step: string; count: number }[];
    const completed = steps.find(({ step }) => step === 'completed')?.count ?? 0;
    return { revenue: totals.revenue.amount, orders: totals.orders, units: totals.units, completed };
  };

  it('places an order once, however often the call is repeated', async () => {
    admin = await login('admin', 'Admin-pass-2026');
    before = await figures();
    const call = () =>
      api('POST', '/orders', {
        token,
        headers: { 'idempotency-key': key },
        body: { items, shippingAddress: ADDRESS, paymentMethod: 'card' },
      });
    const [first, ...others] = await Promise.all([call(), call(), call()]);
    const made = [first, ...others].filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    const again = await call();
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(new Set([...made, again].map(({ body }) => body['orderId'])).size).toBe(1);
    orderId = String(again.body['orderId']);
    total = again.body['total'].amount;
    expect(again.body).toMatchObject({ status: 'placed', orderNumber: null });
  });

  const passAtCarrier = async (advanceHours: number): Promise<void> => {
    const moved = await fetch(`http://localhost:${shop.ports.carrier}/_control/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceHours }),
    });
    expect(moved.ok).toBe(true);
  };

  it('gets a number and a mail with the details in the background', async () => {
    const numbered = await eventually(order, (body) => body['orderNumber'] !== null);
    orderNumber = String(numbered['orderNumber']);
    const confirmation = await eventually(async () =>
      (await mailsTo(mailbox, email)).find(({ subject }) => subject.includes(orderNumber)),
    );
    expect(confirmation.text).toContain('长乐路 88 号');
    expect(
      (await mailsTo(mailbox, email)).filter(({ subject }) => subject.includes(orderNumber)),
    ).toHaveLength(1);
  });

  it('is paid on the hosted page, sent, and can be tracked', async () => {
    const { status, body } = await api('POST', `/orders/${orderId}/payment`, { token });
    expect(status).toBe(200);
    const paid = await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
    expect(paid.status).toBe(303);
    const tracking = await eventually(
      async () => (await api('GET', `/shipments/${orderNumber.toLowerCase()}`, { token })).body,
      (shipment) => typeof shipment['trackingNumber'] === 'string',
    );
    expect(tracking).toMatchObject({ orderNumber, status: 'label-bought' });
    expect(await order()).toMatchObject({ status: 'paid', parcels: [] });
    // The carrier scans it first when it fetches it.
    await passAtCarrier(5);
    await orderBecomes('shipped');
    const stranger = await login('demo', 'Demo-pass-2026');
    expect((await api('GET', `/shipments/${orderNumber}`, { token: stranger })).status).toBe(404);
    expect((await api('GET', `/orders/${orderId}`, { token: stranger })).status).toBe(404);
  });

  it('is delivered by the carrier and completed by the shopper', async () => {
    await passAtCarrier(24 * 14);
    await orderBecomes('delivered');
    expect((await api('POST', `/orders/${orderId}/confirm-receipt`, { token })).status).toBe(200);
    const { history } = (await orderBecomes('completed')) as { history: { status: string }[] };
    expect(history.map(({ status }) => status)).toEqual([
      'placed',
      'paid',
      'shipped',
      'delivered',
      'completed',
    ]);
  });

  it('shows in the figures of the administrator', async () => {
    const shown = await eventually(
      figures,
      ({ revenue, completed }) => revenue === before.revenue + total && completed === before.completed + 1,
    );
    expect(shown).toMatchObject({ orders: before.orders + 1, units: before.units + 4 });
    const query = `from=${day}&to=${day}&metrics=revenue`;
    expect((await api('GET', `/analytics/summary?${query}`, { token })).status).toBe(403);
  });

  describe('refuses bad calls with problem details', () => {
    it.each<[string, string, string, Parameters<Api>[2], number, string | undefined]>([
      [
        'malformed JSON',
        'POST',
        '/register',
        { raw: '{', headers: { 'content-type': 'application/json' } },
        400,
        'MALFORMED_JSON',
      ],
      [
        'another content type',
        'POST',
        '/register',
        { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'unknown fields',
        'POST',
        '/login',
        { body: { identifier: 'a', password: 'b', admin: true } },
        422,
        'VALIDATION_FAILED',
      ],
      [
        'a huge body',
        'POST',
        '/login',
        { body: { identifier: 'a', password: 'b'.repeat(70_000) } },
        413,
        'BODY_TOO_LARGE',
      ],
      [
        'a taken name',
        'POST',
        '/register',
        { body: { username: 'DEMO', password: 'Quiet-river-2026', email: 'new@example.com' } },
        409,
        'USERNAME_TAKEN',
      ],
      [
        'a wrong password',
        'POST',
        '/login',
        { body: { identifier: 'demo', password: 'wrong-password-1' } },
        401,
        'BAD_CREDENTIALS',
      ],
      ['an unknown product', 'GET', '/products/prd_nothing', {}, 404, 'PRODUCT_NOT_FOUND'],
    ])('%s', async (_what, method, path, call, status, code) => {
      const answer = await api(method, path, call);
      expect(answer).toMatchObject({
        status,
        body: { status, code, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
      });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it.each([
      '/orders',
      '/me',
      '/analytics/funnel?from=2026-01-01&to=2026-01-02',
      '/shipments/20260101-0000000-0',
    ])('a call to %s without, or with a forged, token', async (path) => {
      expect((await api('GET', path)).status).toBe(401);
      const [header, payload] = token.split('.');
      const forged = `${header}.${payload}.${'A'.repeat(342)}`;
      expect((await api('GET', path, { token: forged })).status).toBe(401);
      const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
      expect((await api('GET', path, { token: `${none}.${payload}.` })).status).toBe(401);
    });

    it('an order without its key, with a wrong price, or with another body under a used key', async () => {
      const body = { items, shippingAddress: ADDRESS, paymentMethod: 'card' };
      expect((await api('POST', '/orders', { token, body })).status).toBe(422);
      const cheap = [{ ...items[0], unitPrice: { amount: 1, currency: 'CNY' } }];
      const wrong = await api('POST', '/orders', {
        token,
        headers: { 'idempotency-key': randomUUID() },
        body: { ...body, items: cheap },
      });
      expect(wrong).toMatchObject({ status: 409, body: { code: 'PRICE_CHANGED' } });
      const reused = await api('POST', '/orders', {
        token,
        headers: { 'idempotency-key': key },
        body: { ...body, paymentMethod: 'cod' },
      });
      expect(reused).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    });
  });
});
