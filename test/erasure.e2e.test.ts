import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type EventContract,
  OrderConfirmed,
  OrderPaid,
  toCloudEvent,
  UserRegistered,
  UserUpdated,
} from '@cartless/domain';
import { eventually } from '@cartless/eventually';
import { runNow, waitingMessages } from '@cartless/local-aws/dev';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { giveTo, type Kept, keptInQueues, keptInTables, traces } from './e2e/traces.ts';

describe('a shopper who deleted the account, in the running shop', () => {
  const mark = randomUUID().slice(0, 6).replaceAll(/\d/g, 'q');
  const password = 'Quiet-river-2026';
  /** What names the person; each is planted where a person would, and some where nobody should. */
  const PLANTED = {
    username: `Zoe.${mark}`,
    email: `zoe.${mark}.box@example.com`,
    phone: '+8613912345678',
    recipient: `Zoë ${mark} 林美娜`,
    courierPhone: '+8613987654321',
    street: `Ｆｕｌｌ${mark}路 ９９号`,
    floor: `3 楼 ${mark}底`,
    // The name of a place would be told to the reports; people type other things, too.
    city: `Stadt${mark} 12b`,
    district: `Kreis${mark}`,
    note: `ring ${mark}glocke 139 1234 5678`,
    cancelReason: `moved to ${mark}dorf`,
    returnReason: `too small says ${mark}klein`,
    comment: `write to ${mark}brief`,
    rejection: `no, ${mark}nein, called 13912345678`,
    wish: `broken, ${mark}bruch`,
    refusal: `seen ${mark}heil at the door`,
    key: `${mark}-key-13912345678`,
    refundReason: `goodwill for ${mark}gut`,
    agent: `Browser-of-${mark}`,
    invoiceTitle: `Zoë ${mark} GmbH`,
  } as const;
  const address = {
    recipient: PLANTED.recipient,
    phone: PLANTED.courierPhone,
    line1: PLANTED.street,
    line2: PLANTED.floor,
    district: PLANTED.district,
    city: PLANTED.city,
    region: '上海',
    postalCode: '200040',
    country: 'CN',
  };

  let shop: RunningShop;
  let api: Api;
  let token: string;
  let admin: string;
  let userId: string;
  const orders = { unpaid: '', paid: '', cash: '', shipped: '', completed: '', cancelled: '' };

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const login = async (identifier: string, secret: string, agent = 'a browser') =>
    String(
      (
        await api('POST', '/login', {
          body: { identifier, password: secret },
          headers: { 'user-agent': agent },
        })
      ).body['accessToken'],
    );
  const good = async (call: ReturnType<Api>): Promise<Awaited<ReturnType<Api>>['body']> => {
    const answer = await call;
    expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
    return answer.body;
  };
  const ask = (path: string, body: object, headers = {}) => good(api('POST', path, { token, body, headers }));
  const staff = (path: string, body: object, headers = {}) =>
    good(api('POST', path, { token: admin, body, headers }));
  const seen = async (orderId: string) =>
    (await api('GET', `/admin/orders/${orderId}`, { token: admin })).body;
  const becomes = (orderId: string, status: string) =>
    eventually(
      () => seen(orderId),
      (order) => order['status'] === status,
    );
  const place = async (more: object = {}): Promise<string> => {
    const { body } = await api('GET', '/products/prd_canvas-belt');
    const order = await ask(
      '/orders',
      {
        items: [{ productId: 'prd_canvas-belt', quantity: 1, unitPrice: body['price'] }],
        shippingAddress: address,
        paymentMethod: 'card',
        note: PLANTED.note,
        ...more,
      },
      { 'idempotency-key': randomUUID() },
    );
    return String(order['orderId']);
  };
  const buy = async (more: object = {}): Promise<string> => {
    const orderId = await place(more);
    const { paymentUrl } = await ask(`/orders/${orderId}/payment`, {});
    await fetch(`${String(paymentUrl)}/pay`, { method: 'POST', redirect: 'manual' });
    await becomes(orderId, 'paid');
    return orderId;
  };
  const control = async (path: string, body: object) => {
    const answer = await fetch(`http://localhost:${shop.ports.carrier}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
  };
  const scanned = async (orderId: string, status: string): Promise<void> => {
    const { orderNumber } = await seen(orderId);
    const { trackingNumber } = await eventually(
      async () => (await api('GET', `/shipments/${String(orderNumber)}`, { token: admin })).body,
      (parcel) => typeof parcel['trackingNumber'] === 'string',
    );
    await control(`trackers/${String(trackingNumber)}`, { status });
  };
  const parcelOf = async (orderId: string) => {
    const { orderNumber } = await seen(orderId);
    return `shp_${String(orderNumber).replaceAll('-', '').toLowerCase()}_1`;
  };
  const everything = async (): Promise<Kept[]> => [
    ...(await keptInTables(shop.ports)),
    ...(await keptInQueues(shop.ports)),
  ];

  it('lives a full life first', async () => {
    admin = await login('admin', 'Admin-pass-2026');
    const registered = await good(
      api('POST', '/register', {
        body: { username: PLANTED.username, password, email: PLANTED.email, phone: PLANTED.phone },
      }),
    );
    userId = String(registered['userId']);
    const [mail] = await eventually(
      () => mailsTo(`http://localhost:${shop.ports.mailbox}`, PLANTED.email),
      (mails) => mails.length > 0,
    );
    await api('GET', /http:\/\/\S+\/verify\?token=[\w.~%-]+/.exec(mail?.text ?? '')?.[0] ?? '');
    token = await login(PLANTED.username, password, PLANTED.agent);
    // An account that is a minute old may not order as much as is ordered here.
    const lifted = {
      level: 'unlimited',
      until: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'Orders in every state',
    };
    await eventually(
      () => api('PUT', `/admin/shoppers/${userId}/order-limits`, { token: admin, body: lifted }),
      ({ status }) => status === 200,
    );
    await ask('/me/addresses', { ...address, recipient: '-' });
    await ask('/me/addresses', address);

    orders.unpaid = await place();
    orders.cash = await place({ paymentMethod: 'cod' });
    orders.paid = await buy({ invoice: { title: PLANTED.invoiceTitle } });
    orders.cancelled = await buy({ shippingAddress: { ...address, recipient: '-' } });
    await ask(`/orders/${orders.cancelled}/cancel`, { reason: PLANTED.cancelReason });
    orders.completed = await buy();
    await scanned(orders.completed, 'delivered');
    await becomes(orders.completed, 'delivered');
    await ask(
      `/orders/${orders.completed}/returns`,
      {
        items: [{ productId: 'prd_canvas-belt', quantity: 1 }],
        reason: PLANTED.returnReason,
        comment: PLANTED.comment,
      },
      { 'idempotency-key': PLANTED.key },
    );
    await ask(`/orders/${orders.completed}/confirm-receipt`, {});
    orders.shipped = await buy();
    await scanned(orders.shipped, 'in_transit');
    await becomes(orders.shipped, 'shipped');
    const { orderNumber } = await seen(orders.shipped);
    await ask(`/shipments/${String(orderNumber)}/reship`, { reason: 'lost', note: PLANTED.wish });
    await staff(
      `/admin/orders/${orders.completed}/refunds`,
      { amount: 1, reason: PLANTED.refundReason },
      { 'idempotency-key': PLANTED.key },
    );
    await eventually(
      () => api('GET', `/orders/${orders.paid}/invoice`, { token }),
      ({ status }) => status === 200,
    );
  });

  it('is in dead letters too', async () => {
    const { ports } = shop;
    const item = async (place: RegExp) =>
      JSON.parse((await keptInTables(ports)).find((one) => place.test(one.place))?.text ?? '') as object;
    const changed = (image: object) => ({
      eventSource: 'aws:dynamodb',
      dynamodb: { SequenceNumber: '1', NewImage: image, OldImage: image },
    });
    const told = <Data>(contract: EventContract<Data>, subject: string, data: Data) =>
      toCloudEvent(contract.create({ subject, sequence: 1, time: new Date().toISOString(), data }));
    const account = {
      userId: userId as `usr_${string}`,
      username: PLANTED.username,
      email: PLANTED.email,
      locale: 'en' as const,
    };
    const { orderNumber } = await seen(orders.shipped);
    const about = {
      ...OrderPaid.example,
      userId: account.userId,
      orderId: orders.shipped as `ord_${string}`,
      orderNumber,
      shippingAddress: address,
    };
    await giveTo(ports, 'cartless-dev-users-mail-dead-letters', told(UserRegistered, userId, account));
    await giveTo(ports, 'cartless-dev-orders-contacts-dead-letters', told(UserUpdated, userId, account));
    await giveTo(
      ports,
      'cartless-dev-orders-mails-dead-letters',
      told(OrderConfirmed, orders.shipped, about),
    );
    await giveTo(ports, 'cartless-dev-logistics-orders-dead-letters', told(OrderPaid, orders.shipped, about));
    await giveTo(ports, 'cartless-dev-users-mail-feedback-dead-letters', {
      eventType: 'Bounce',
      mail: { timestamp: new Date().toISOString() },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: PLANTED.email }] },
    });
    await giveTo(
      ports,
      'cartless-dev-users-relay-dead-letters',
      changed(await item(new RegExp(`: ${userId}`))),
    );
    await giveTo(
      ports,
      'cartless-dev-orders-relay-dead-letters',
      changed(await item(new RegExp(`O#${orders.shipped}`))),
    );
    await giveTo(
      ports,
      'cartless-dev-logistics-relay-dead-letters',
      changed(await item(new RegExp(await parcelOf(orders.shipped)))),
    );
  });

  it('is in the tables then, so that what is looked for can be found', async () => {
    const kept = await everything();
    const notYet: readonly string[] = ['rejection', 'refusal', 'key'];
    const unseen = Object.entries(PLANTED).filter(
      ([name, value]) => !notYet.includes(name) && traces(kept, value).length === 0,
    );
    expect(unseen).toEqual([]);
  });

  it('is gone from the account at once', async () => {
    await good(api('DELETE', '/me', { token, body: { password } }));
    const kept = (await keptInTables(shop.ports)).filter(({ place }) => place.includes('-users:'));
    const left = Object.values(PLANTED).flatMap((value) =>
      traces(kept, value).map((place) => [value, place]),
    );
    expect(left).toEqual([]);
  });

  it('is left nowhere when all orders have come to their ends, but on the invoice', async () => {
    await staff(`/admin/shipments/${await parcelOf(orders.shipped)}/reject-reship`, {
      reason: PLANTED.refusal,
    });
    for (const open of [orders.unpaid, orders.cash, orders.paid]) {
      await staff(`/orders/${open}/cancel`, { reason: PLANTED.cancelReason });
    }
    const [asked] = (await seen(orders.completed))['returns'];
    await staff(`/admin/orders/${orders.completed}/returns/${String(asked.returnId)}/reject`, {
      reason: PLANTED.rejection,
    });
    await scanned(orders.shipped, 'refused');
    await becomes(orders.shipped, 'undelivered');
    await staff(`/admin/orders/${orders.shipped}/undelivered`, { outcome: 'refund', restock: false });
    // Each order and parcel of the person bears the mark of its erasure, and nothing is on its way any more.
    await eventually(
      () => keptInTables(shop.ports),
      (kept) => unerased(kept).length === 0,
      { pauseMs: 500 },
    );
    await eventually(
      () => waitingMessages(shop.ports),
      (waiting) => waiting === 0,
    );
    for (const service of ['users', 'orders', 'logistics'] as const) {
      await runNow(shop.ports, service, 'sweepDeadLetters');
    }
    const kept = await everything();
    expect(left(kept)).toEqual([]);
    // What could not be published of order and parcel is there still, without the person.
    expect(kept.filter(({ place }) => place.endsWith('-relay-dead-letters'))).toHaveLength(2);
    expect(traces(kept, PLANTED.invoiceTitle)).toContainEqual(expect.stringMatching(/-orders: I#/));
  });

  const unerased = (kept: readonly Kept[]): string[] =>
    kept
      .filter(({ place }) => /-orders: O#| shp_/.test(place))
      .filter(({ text }) => text.includes(userId) && !text.includes('"_x":'))
      .map(({ place }) => place);

  /** What names the person still. Invoices stay as they are, with the name that a buyer asked to have on them. */
  const left = (kept: readonly Kept[]): (readonly [string, string])[] =>
    Object.values(PLANTED).flatMap((value) =>
      traces(
        kept.filter(({ place }) => value !== PLANTED.invoiceTitle || !/-orders: I#/.test(place)),
        value,
      ).map((place) => [value, place] as const),
    );

  it('was never in the logs', () => {
    const lines = shop
      .output()
      .split('\n')
      .map((text, index) => ({ place: `line ${index + 1}: ${text.slice(0, 300)}`, text }));
    const named = Object.values(PLANTED).flatMap((value) =>
      traces(lines, value).map((place) => [value, place]),
    );
    expect(named).toEqual([]);
  });
});
