import { globSync } from 'node:fs';
import { join } from 'node:path';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DisputeClosed,
  type DomainEvent,
  OrderConfirmed,
  OrderPaid,
  PaymentDisputed,
  DeliveryGivenUp,
  OrderReaddressed,
  ReshipOrdered,
  ShipmentCreated,
} from '@cartless/domain';
import { camelCase } from '@cartless/infrastructure';
import {
  apiEvent,
  asFunction,
  lambdaContext,
  queueEvent,
  setEnvironment,
  setSecrets,
} from '@cartless/testing';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  SQSBatchResponse,
  SQSEvent,
} from 'aws-lambda';
import { type Kuaidi100Simulator, startKuaidi100Simulator } from '@cartless/simulators';
import { kuaidi100Sign } from '../src/carriers/kuaidi100/sign.ts';
import { KUAIDI100 } from './kuaidi100.ts';
import { RULES } from './rules.ts';
import { API_KEY, firstParcel, openWorld, paidOrder, SECRET, SHOPPER, type World } from './world.ts';

type Api = (
  event: APIGatewayProxyEventV2,
  context: ReturnType<typeof lambdaContext>,
) => Promise<APIGatewayProxyStructuredResultV2>;
type Queue = (event: SQSEvent) => Promise<SQSBatchResponse>;

const ADMIN = { userId: 'usr_admin', scopes: ['shop', 'admin'] };

const SALT = 'what pushes are signed with in tests';
/** The folder of the service. */
const SERVICE = join(import.meta.dirname, '..');

describe('the functions', () => {
  let world: World;
  let kuaidi100: Kuaidi100Simulator;
  beforeAll(async () => {
    world = await openWorld();
    kuaidi100 = await startKuaidi100Simulator({ port: 0 });
    await world.control('webhooks', { paused: true });
    setEnvironment({
      DB_TABLE_LOGISTICS: world.table.name,
      CARRIERS: '["easypost","kuaidi100"]',
      CARRIER_API_URL: `${world.simulator.url}/v2`,
      KUAIDI100: JSON.stringify(KUAIDI100),
      KUAIDI100_POLL_URL: kuaidi100.url,
      KUAIDI100_LABEL_URL: kuaidi100.url,
      KUAIDI100_CALLBACK_URL: 'http://localhost/carriers/webhook',
      AUTO_DISPATCH: 'false',
      SHIPPING_RULES: JSON.stringify(RULES),
      POLL_FIRST_SECONDS: '7200',
      POLL_LONGEST_SECONDS: '86400',
      POLL_GIVE_UP_SECONDS: '3888000',
      REFRESH_SECONDS: '600',
      SITE_URL: 'https://shop.example.com',
    });
    await setSecrets('logistics', {
      'carrier-api-key': API_KEY,
      'carrier-webhook-secret': SECRET,
      'kuaidi100-key': 'the key of the tests of logistics',
      'kuaidi100-secret': 'the secret of the tests of logistics',
      'kuaidi100-salt': SALT,
    });
  });
  afterAll(async () => {
    await world.close();
    await kuaidi100.stop();
  });

  const handler = async <H>(name: string): Promise<H> => {
    const [file = ''] = globSync(`src/*/${name}/handler.ts`, { cwd: SERVICE });
    return ((await import(join(SERVICE, file))) as { handler: H }).handler;
  };
  const call = async (name: string, request: Parameters<typeof apiEvent>[0]) => {
    const run = await handler<Api>(name);
    const { statusCode, body, headers } = await asFunction(SERVICE, camelCase(name), () =>
      run(apiEvent(request), lambdaContext()),
    );
    return { status: statusCode, headers, body: JSON.parse(body ?? 'null') as Record<string, unknown> };
  };
  const consume = async (name: string, ...events: readonly DomainEvent[]) => {
    const run = await handler<Queue>(name);
    return (await asFunction(SERVICE, camelCase(name), () => run(queueEvent(events)))).batchItemFailures;
  };
  const paid = (order: OrderPaid['data'], sequence = 3): DomainEvent =>
    OrderPaid.create({ subject: order.orderId, sequence, time: new Date().toISOString(), data: order });
  const created = async (order: OrderPaid['data']): Promise<DomainEvent> => {
    const data = {
      ...ShipmentCreated.example,
      ...order,
      shipmentId: firstParcel(order),
      status: 'created' as const,
    };
    return ShipmentCreated.create({
      subject: data.shipmentId,
      sequence: 1,
      time: new Date().toISOString(),
      data,
    });
  };

  it('take an order from its event to the shopper’s door', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    expect(await consume('create-shipment', paid(order), paid(order))).toEqual([]);
    expect(await consume('buy-label', await created(order), await created(order))).toEqual([]);
    const listed = await call('list-shipments', {
      method: 'GET',
      path: '/admin/shipments',
      query: { status: 'label-bought' },
      caller: ADMIN,
    });
    expect(listed.body['items']).toMatchObject([
      { shipmentId: id, status: 'label-bought', carrier: 'SFExpress' },
    ]);
    const dispatched = await call('dispatch-shipment', {
      method: 'POST',
      path: `/admin/shipments/${id}/dispatch`,
      params: { shipmentId: id },
      body: {},
      caller: ADMIN,
    });
    expect(dispatched).toMatchObject({ status: 200, body: { status: 'dispatched' } });

    await world.control(`trackers/${String(dispatched.body['trackingNumber'])}`, { status: 'delivered' });
    const { events } = (await world.control('state')) as { events: { payload: unknown }[] };
    const body = JSON.stringify(events.at(-1)?.payload);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const webhook = {
      method: 'POST',
      path: '/carriers/webhook',
      headers: { 'x-hmac-signature': `hmac-sha256-hex=${signature}` },
      body,
    };
    expect(await call('receive-carrier-update', webhook)).toMatchObject({
      status: 200,
      body: { outcome: 'applied' },
    });
    expect(await call('receive-carrier-update', { ...webhook, body: `${body} ` })).toMatchObject({
      status: 401,
      body: { code: 'BAD_SIGNATURE' },
    });
    const track = { method: 'GET', path: '/shipments/x', params: { orderNumber: order.orderNumber } };
    const mine = await call('track-shipment', { ...track, caller: { userId: SHOPPER } });
    expect(mine).toMatchObject({ status: 200, body: { status: 'delivered', stale: false } });
    expect(mine.body).not.toHaveProperty('userId');
    expect(await call('track-shipment', { ...track, caller: { userId: 'usr_other' } })).toMatchObject({
      status: 404,
    });
    expect(await call('track-shipment', track)).toMatchObject({ status: 401 });
  });

  it('take no tracking update that is signed with a placeholder, until there is a secret', async () => {
    const body = '{}';
    const send = (secret: string) => {
      const digest = createHmac('sha256', secret).update(body).digest('hex');
      const headers = { 'x-hmac-signature': `hmac-sha256-hex=${digest}` };
      return call('receive-carrier-update', { method: 'POST', path: '/carriers/webhook', headers, body });
    };
    await setSecrets('logistics', { 'carrier-webhook-secret': 'not-set' });
    expect(await send('not-set')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'SECRET_UNAVAILABLE' },
    });
    const before = 'what the carrier signed with before';
    await setSecrets('logistics', { 'carrier-webhook-secret': `${SECRET}\n${before}` });
    for (const secret of [SECRET, before]) {
      expect(await send(secret)).toMatchObject({ status: 400, body: { code: 'WEBHOOK_MALFORMED' } });
    }
    expect(await send('not-set')).toMatchObject({ status: 401, body: { code: 'BAD_SIGNATURE' } });
  });

  it('make a parcel of a confirmed order only when it is paid in cash', async () => {
    const [card, cash] = [paidOrder(), paidOrder()];
    const confirmed = (data: OrderPaid['data']) =>
      OrderConfirmed.create({ subject: data.orderId, sequence: 2, time: new Date().toISOString(), data });
    await consume('create-shipment', confirmed(card), confirmed({ ...cash, paymentMethod: 'cod' }));
    expect(await world.shipments.ofOrder(card.orderNumber)).toEqual([]);
    expect(await world.shipments.ofOrder(cash.orderNumber)).toMatchObject([{ status: 'created', tries: 0 }]);
  });

  it('write one item of at most one unit for a new parcel, event included', async () => {
    world.table.meter.take();
    await world.create(paidOrder());
    expect(world.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 1, readRequests: 0 });
  });

  it('list all parcels page by page, each once, with one query a page of a state', async () => {
    for (let n = 0; n < 7; n += 1) await world.create(paidOrder());
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await call('list-shipments', {
        method: 'GET',
        path: '/admin/shipments',
        query: { limit: '3', ...(cursor !== undefined && { cursor }) },
        caller: ADMIN,
      });
      expect(page.status).toBe(200);
      const { items, nextCursor } = page.body as {
        items: { shipmentId: string }[];
        nextCursor: string | null;
      };
      expect(items.length).toBeLessThanOrEqual(3);
      seen.push(...items.map(({ shipmentId }) => shipmentId));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(9);
    world.table.meter.take();
    await world.list({ status: 'created', limit: 5 });
    expect(world.table.meter.take()).toMatchObject({ readRequests: 1, scans: 0 });
  });

  it.each([
    ['a made-up cursor', { cursor: 'x' }, 400, 'CURSOR_INVALID'],
    ['a cursor of another list', { status: 'created', cursor: 'delivered.x' }, 400, 'CURSOR_INVALID'],
    ['an unknown state', { status: 'eaten' }, 422, 'VALIDATION_FAILED'],
    ['too long a page', { limit: '101' }, 422, 'VALIDATION_FAILED'],
  ])('refuse a list with %s', async (_what, query, status, code) => {
    const answer = await call('list-shipments', {
      method: 'GET',
      path: '/admin/shipments',
      query,
      caller: ADMIN,
    });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('keep administrators’ work from shoppers', async () => {
    for (const name of ['list-shipments', 'dispatch-shipment', 'approve-reship', 'reject-reship']) {
      const request = {
        method: 'POST',
        path: '/admin',
        params: { shipmentId: 'shp_1' },
        body: {},
        caller: { userId: SHOPPER },
      };
      expect(await call(name, request)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
  });

  it.each([
    ['no reason', {}],
    ['an unknown reason', { reason: 'bored' }],
    ['a photo that is no https address', { reason: 'damaged', photos: ['javascript:alert(1)'] }],
    ['no items', { reason: 'damaged', items: [] }],
    ['an unknown field', { reason: 'damaged', free: true }],
  ])('refuse a wish for a replacement with %s', async (_what, body) => {
    const answer = await call('request-reship', {
      method: 'POST',
      path: '/shipments/x/reship',
      params: { orderNumber: paidOrder().orderNumber },
      body,
      caller: { userId: SHOPPER },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  it('take a wish for a replacement, and repeat their answer for the same Idempotency-Key', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.buy(firstParcel(order), { dispatch: true });
    const wish = {
      method: 'POST',
      path: '/shipments/x/reship',
      params: { orderNumber: order.orderNumber },
      headers: { 'idempotency-key': 'key-of-the-shopper' },
      body: { reason: 'lost', photos: ['https://example.com/box.jpg'] },
      caller: { userId: SHOPPER },
    };
    const first = await call('request-reship', wish);
    expect(first).toMatchObject({ status: 201, body: { reship: 'requested' } });
    // What a label costs and shows, and what its carrier says to the staff, is not the shopper's.
    for (const member of ['problem', 'labelUrl', 'fit']) expect(first.body).not.toHaveProperty(member);
    const second = await call('request-reship', wish);
    expect(second).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    const id = firstParcel(order);
    const decide = { method: 'POST', path: '/admin', params: { shipmentId: id }, caller: ADMIN };
    expect(await call('approve-reship', decide)).toMatchObject({
      status: 201,
      body: { replaces: id, status: 'created' },
    });
    expect(await call('reject-reship', { ...decide, body: { reason: 'too late' } })).toMatchObject({
      status: 409,
    });
  });

  it('hold a parcel while its payment is disputed, until it is released or the dispute is over', async () => {
    const told = (sequence: number) => ({ sequence, time: new Date().toISOString() });
    const [released, won] = [paidOrder(), paidOrder()];
    const disputed = ({ ...order }: OrderPaid['data']) =>
      PaymentDisputed.create({
        ...told(4),
        subject: order.orderId,
        data: { ...PaymentDisputed.example, ...order },
      });
    for (const order of [released, won]) {
      await consume('create-shipment', paid(order));
      expect(await consume('follow-dispute', disputed(order), disputed(order))).toEqual([]);
      expect(await consume('buy-label', await created(order))).toEqual([]);
      expect(await world.shipments.read(firstParcel(order))).toMatchObject({ status: 'created' });
    }
    const decide = {
      method: 'POST',
      path: '/admin',
      params: { shipmentId: firstParcel(released) },
      caller: ADMIN,
    };
    const refused = await call('dispatch-shipment', { ...decide, body: {} });
    expect(refused).toMatchObject({ status: 409, body: { code: 'SHIPMENT_HELD' } });
    const inLanguage = (language: string) => ({
      ...decide,
      method: 'GET',
      headers: { 'accept-language': language },
    });
    const listed = await call('list-shipments', { ...inLanguage('zh-CN'), query: { limit: '100' } });
    expect(listed.body['items']).toContainEqual(
      expect.objectContaining({ ...decide.params, problem: expect.stringContaining('争议') }),
    );
    expect((await call('get-shipment', inLanguage('zh-CN'))).body['problem']).toMatch(/争议/);
    expect((await call('get-shipment', inLanguage('en'))).body['problem']).toMatch(/disputes the payment/);
    expect(await call('release-shipment', { ...decide, caller: { userId: SHOPPER } })).toMatchObject({
      status: 403,
    });
    expect(await call('release-shipment', decide)).toMatchObject({ status: 200, body: { problem: null } });
    expect(await call('dispatch-shipment', { ...decide, body: {} })).toMatchObject({
      status: 200,
      body: { status: 'dispatched' },
    });
    const data = { ...DisputeClosed.example, ...won };
    const over = DisputeClosed.create({ ...told(5), subject: won.orderId, data });
    expect(await consume('follow-dispute', over)).toEqual([]);
    expect(await consume('buy-label', await created(won))).toEqual([]);
    expect(await world.shipments.read(firstParcel(won))).toMatchObject({ status: 'label-bought' });
  });

  it('say how the carriers are', async () => {
    await (
      await handler<() => Promise<void>>('probe-carriers')
    )();
    await (
      await handler<() => Promise<void>>('catch-up')
    )();
    const answer = await call('report-carriers', { method: 'GET', path: '/carriers/health' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        items: [
          { carrier: 'easypost', breaker: 'closed' },
          { carrier: 'kuaidi100', breaker: 'closed', successRate: 1 },
        ],
      },
    });
  });

  it('take the form of a carrier that signs with no header, and answer it in its own words', async () => {
    const param = JSON.stringify({
      status: 'polling',
      lastResult: { nu: 'SF1408032914519', com: 'shunfeng', state: '0', data: [] },
    });
    const push = (salt: string) => ({
      method: 'POST' as const,
      path: '/carriers/webhook',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams({ sign: kuaidi100Sign(param, salt), param }).toString(),
    });
    expect(await call('receive-carrier-update', push(SALT))).toMatchObject({
      status: 200,
      body: { result: true, returnCode: '200', message: '成功' },
    });
    expect(await call('receive-carrier-update', push(`${SALT}!`))).toMatchObject({
      status: 401,
      body: { code: 'BAD_SIGNATURE' },
    });
    // API Gateway hands over in base 64 what is no JSON.
    const event = apiEvent(push(SALT));
    const body = Buffer.from(String(event.body)).toString('base64');
    const run = await handler<Api>('receive-carrier-update');
    const answer = await run({ ...event, body, isBase64Encoded: true }, lambdaContext());
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ result: true });
  });

  it('shows staff what to pack, and takes back what came back', async () => {
    const order = paidOrder();
    const params = { shipmentId: firstParcel(order) };
    await world.create(order);
    await world.buy(params.shipmentId, { dispatch: true });
    const path = `/admin/shipments/${params.shipmentId}`;
    const packed = await call('get-shipment', { method: 'GET', path, params, caller: ADMIN });
    expect(packed).toMatchObject({
      status: 200,
      body: {
        address: order.shippingAddress,
        items: [{ quantity: 2, options: [], weightGrams: 900 }],
        customs: null,
        labelUrl: expect.any(String),
        labelPdfUrl: expect.stringMatching(/pdf$/),
        others: [],
      },
    });
    const back = (body: string) =>
      call('arrive-back', { method: 'POST', path: `${path}/arrived-back`, params, body, caller: ADMIN });
    expect(await back('{"fit":false}')).toMatchObject({
      status: 200,
      body: { status: 'returned', fit: false, arrivedBackAt: expect.any(String) },
    });
    const shopperAsks = { method: 'GET', path, params, caller: { userId: SHOPPER } };
    expect(await call('get-shipment', shopperAsks)).toMatchObject({ status: 403 });
  });

  it('print the slip of a parcel in the language of its order, as a page or as data', async () => {
    const order = { ...paidOrder(), locale: 'zh-CN' as const };
    const params = { shipmentId: firstParcel(order) };
    await consume('create-shipment', paid(order));
    const asked = { method: 'GET', path: `/admin/shipments/${params.shipmentId}/packing-slip`, params };
    const run = await handler<Api>('show-packing-slip');
    const page = await asFunction(SERVICE, 'showPackingSlip', () =>
      run(apiEvent({ ...asked, caller: ADMIN, headers: { accept: 'text/html' } }), lambdaContext()),
    );
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'zh-CN',
      'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
    });
    expect(page.body).toContain(order.shippingAddress.recipient);
    expect(page.body).toContain('https://shop.example.com');
    const json = { accept: 'application/json' };
    expect(await call('show-packing-slip', { ...asked, caller: ADMIN, headers: json })).toMatchObject({
      status: 200,
      body: { locale: 'zh-CN', items: [{ title: 'Desk lamp', quantity: 2 }] },
    });
    const shopper = { ...asked, caller: { userId: SHOPPER }, headers: json };
    expect(await call('show-packing-slip', shopper)).toMatchObject({ status: 403 });
  });

  it('hand many parcels over, also abroad, where customs are told of them', async () => {
    const facts = { hsCode: '940521', originCountry: 'CN', customsDescription: 'Desk lamp' };
    const orders = [paidOrder(), paidOrder(), paidOrder()].map((order, i) => ({
      ...order,
      shippingAddress: i === 0 ? order.shippingAddress : { ...order.shippingAddress, country: 'FR' },
      items: order.items.map((item) => ({ ...item, ...(i < 2 && { packing: facts }) })),
    }));
    await consume('create-shipment', ...orders.map((order) => paid(order)));
    const shipmentIds = orders.map(firstParcel);
    const path = '/admin/shipments/dispatch';
    const dispatch = () =>
      call('dispatch-many', { method: 'POST', path, body: { shipmentIds }, caller: ADMIN });
    const first = await dispatch();
    expect(first).toMatchObject({
      status: 200,
      body: {
        results: [
          { outcome: 'dispatched', trackingNumber: expect.any(String) },
          { outcome: 'dispatched', trackingNumber: expect.any(String) },
          { outcome: 'refused', code: 'CUSTOMS_INCOMPLETE', detail: expect.stringContaining('hsCode') },
        ],
      },
    });
    expect((await dispatch()).body).toEqual(first.body);
  });

  it('sends a parcel to another address while it is here', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.buy(firstParcel(order), { dispatch: false });
    const shippingAddress = { ...order.shippingAddress, line1: '南京西路 1 号' };
    const data = { ...OrderReaddressed.example, ...order, change: 5, shippingAddress };
    const at = { subject: order.orderId, sequence: 5, time: new Date().toISOString() };
    expect(await consume('follow-address', OrderReaddressed.create({ ...at, data }))).toEqual([]);
    const parcels = await world.shipments.ofOrder(order.orderNumber);
    expect(parcels).toMatchObject([
      { status: 'cancelled', voidedAt: expect.any(String) },
      { status: 'created', address: shippingAddress },
    ]);
  });

  it('follows what the shop decides about what did not arrive', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    await world.buy(id, { dispatch: true });
    const at = { subject: order.orderId, sequence: 7, time: new Date().toISOString() };
    const data = { ...order, status: 'shipped' as const, shipmentIds: [id] };
    const ordered = ReshipOrdered.create({ ...at, data: { ...ReshipOrdered.example, ...data } });
    expect(await consume('follow-decision', ordered)).toEqual([]);
    const parcels = await world.shipments.ofOrder(order.orderNumber);
    expect(parcels[1]).toMatchObject({ replaces: id });
    await world.buy(parcels[1]!.id, { dispatch: false });
    const given = DeliveryGivenUp.create({ ...at, data: { ...DeliveryGivenUp.example, ...data } });
    expect(await consume('follow-decision', given)).toEqual([]);
    expect((await world.shipments.ofOrder(order.orderNumber))[1]?.status).toBe('cancelled');
  });
});
