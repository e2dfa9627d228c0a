import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Answer, type Api, apiAt } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, logInAdmin, logInDemo } from './e2e/shopper.ts';

describe('orders that leave the straight path, in the running shop', () => {
  let shop: RunningShop;
  let api: Api;
  let token: string;
  let admin: string;

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    token = await logInDemo(api);
    admin = await logInAdmin(api);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const place = async (productId: string, quantity: number, more: object = {}): Promise<Answer> => {
    const { body } = await api('GET', `/products/${productId}`);
    return api('POST', '/orders', {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: {
        items: [{ productId, quantity, unitPrice: body['price'] }],
        shippingAddress: ADDRESS,
        paymentMethod: 'card',
        ...more,
      },
    });
  };
  const order = async (orderId: string) => (await api('GET', `/orders/${orderId}`, { token })).body;
  const orderBecomes = (orderId: string, status: string) =>
    eventually(
      () => order(orderId),
      (body) => body['status'] === status,
    );
  const ask = (path: string, body: object) => api('POST', path, { token, body });
  const staff = (path: string, body: object) => api('POST', path, { token: admin, body });
  const control = async (port: number, path: string, body: object): Promise<void> => {
    const answer = await fetch(`http://localhost:${port}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
  };

  /** Places an order and pays it. @returns its id */
  const buy = async (productId: string, quantity: number, more: object = {}): Promise<string> => {
    const placed = await place(productId, quantity, more);
    expect(placed.status).toBe(201);
    const orderId = String(placed.body['orderId']);
    const { body } = await ask(`/orders/${orderId}/payment`, {});
    await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
    await orderBecomes(orderId, 'paid');
    return orderId;
  };
  const trackingNumber = async (orderId: string): Promise<string> => {
    const { orderNumber } = await order(orderId);
    const tracked = await eventually(
      async () => (await api('GET', `/shipments/${String(orderNumber)}`, { token })).body,
      (shipment) => typeof shipment['trackingNumber'] === 'string',
    );
    return String(tracked['trackingNumber']);
  };
  /** Lets the carrier fetch the parcel of an order, and says which it is. */
  const ship = async (orderId: string): Promise<string> => {
    const code = await trackingNumber(orderId);
    await control(shop.ports.carrier, `trackers/${code}`, { status: 'in_transit' });
    await orderBecomes(orderId, 'shipped');
    return code;
  };
  const refunds = async (orderId: string): Promise<{ refundId: string; status: string }[]> =>
    (await order(orderId))['refunds'];

  it('gives goods away, as many as one shopper may have', async () => {
    const placed = await place('prd_cable-straps', 2, { paymentMethod: undefined });
    expect(placed).toMatchObject({ status: 201, body: { status: 'paid', total: { amount: 0 } } });
    expect(await place('prd_cable-straps', 1)).toMatchObject({
      status: 409,
      body: { code: 'LIMIT_REACHED', lines: [{ left: 0 }] },
    });
    await ship(String(placed.body['orderId']));
  });

  it('takes off what a promotion promises, and invoices the rest', async () => {
    const made = await staff('/promotions', {
      code: 'TENTH',
      reduction: { type: 'percent', percent: 10 },
      limit: 1,
    });
    expect(made.status).toBe(201);
    const invoice = { title: '上海某某有限公司', taxNumber: 'DE123456789' };
    const orderId = await buy('prd_oxford-shirt', 1, { promotionCode: 'tenth', invoice });
    expect(await order(orderId)).toMatchObject({ discount: { amount: 1990 }, total: { amount: 17_910 } });
    expect(await place('prd_oxford-shirt', 1, { promotionCode: 'tenth' })).toMatchObject({
      status: 409,
      body: { promotion: { problem: 'used-up' } },
    });
    const page = await eventually(
      () => api('GET', `/orders/${orderId}/invoice`, { token, headers: { accept: 'text/html' } }),
      ({ status }) => status === 200,
    );
    expect(page.body['text']).toContain('上海某某有限公司');
  });

  it('takes goods back in two returns, and pays for each', async () => {
    const orderId = await buy('prd_canvas-belt', 2);
    const code = await ship(orderId);
    await control(shop.ports.carrier, `trackers/${code}`, { status: 'delivered' });
    await orderBecomes(orderId, 'delivered');
    for (const left of [1, 0]) {
      const items = [{ productId: 'prd_canvas-belt', quantity: 1 }];
      const asked = await ask(`/orders/${orderId}/returns`, { items, reason: 'too long' });
      const { returnId } = asked.body['returns'].at(-1);
      const path = `/admin/orders/${orderId}/returns/${returnId}`;
      expect((await api('POST', `${path}/approve`, { token: admin })).status).toBe(200);
      const received = await staff(`${path}/receive`, {
        items: items.map((item) => ({ ...item, restock: true })),
      });
      expect(received.status).toBe(200);
      expect((await order(orderId))['status']).toBe(left > 0 ? 'delivered' : 'returned');
    }
    await eventually(
      () => refunds(orderId),
      (all) => all.length === 2 && all.every(({ status }) => status === 'done'),
    );
  });

  it('pays an order back whose parcel was refused at the door, and has the goods again', async () => {
    const orderId = await buy('prd_wool-coat', 1);
    const code = await ship(orderId);
    await control(shop.ports.carrier, `trackers/${code}`, { status: 'refused' });
    await orderBecomes(orderId, 'undelivered');
    await control(shop.ports.carrier, 'clock', { advanceHours: 72 });
    await eventually(
      () => order(orderId),
      ({ parcels }) => parcels.every(({ status }: { status: string }) => status !== 'returning'),
    );
    const path = `/admin/orders/${orderId}/undelivered`;
    const decided = await staff(path, { outcome: 'refund', restock: true });
    expect(decided).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await eventually(
      () => refunds(orderId),
      (all) => all.length > 0 && all.every(({ status }) => status === 'done'),
    );
  });

  it('sends again some of what was not collected, pays the rest back, and lets the shopper ask for more', async () => {
    const orderId = await buy('prd_canvas-belt', 3);
    const code = await ship(orderId);
    for (const status of ['available_for_pickup', 'returned_not_collected'])
      await control(shop.ports.carrier, `trackers/${code}`, { status });
    await orderBecomes(orderId, 'undelivered');
    const { parcels, orderNumber } = await order(orderId);
    expect(parcels).toMatchObject([{ status: 'returning', reason: 'not-collected' }]);
    const items = [{ productId: 'prd_canvas-belt', quantity: 2 }];
    const path = `/admin/orders/${orderId}/undelivered`;
    const decided = await staff(path, { outcome: 'reship', restock: false, items });
    expect(decided).toMatchObject({ status: 200, body: { status: 'shipped' } });
    await eventually(
      () => refunds(orderId),
      (all) => all.length === 1 && all.every(({ status }) => status === 'done'),
    );
    const tracked = () => api('GET', `/shipments/${String(orderNumber)}`, { token });
    const { body: again } = await eventually(
      tracked,
      ({ body }) => body['parcels'].length === 2 && body['trackingNumber'] !== null,
    );
    expect(again['parcels'][1]).toMatchObject({ replaces: parcels[0].shipmentId });
    const dispatched = await staff(`/admin/shipments/${String(again['shipmentId'])}/dispatch`, {});
    expect(dispatched.status).toBe(200);
    await control(shop.ports.carrier, `trackers/${String(again['trackingNumber'])}`, { status: 'delivered' });
    await orderBecomes(orderId, 'delivered');
    const wish = { reason: 'damaged', items: [{ productId: 'prd_canvas-belt', quantity: 1 }] };
    expect((await ask(`/shipments/${String(orderNumber)}/reship`, wish)).status).toBe(201);
    const tooMany = { ...wish, items: [{ productId: 'prd_canvas-belt', quantity: 3 }] };
    expect((await staff(`/shipments/${String(orderNumber)}/reship`, tooMany)).status).toBe(409);
    const agreed = await staff(`/admin/shipments/${String(again['shipmentId'])}/approve-reship`, {});
    expect(agreed).toMatchObject({ status: 201, body: { replaces: again['shipmentId'] } });
    const { body } = await api('GET', `/admin/shipments/${String(agreed.body['shipmentId'])}`, {
      token: admin,
    });
    expect(body['items']).toMatchObject([{ productId: 'prd_canvas-belt', quantity: 1 }]);
  });

  it('pays by hand what the bank did not take back', async () => {
    await control(shop.ports.payments, 'refunds', { status: 'failed' });
    const orderId = await buy('prd_chinos', 1);
    expect((await ask(`/orders/${orderId}/cancel`, {})).status).toBe(200);
    const [failed] = await eventually(
      () => refunds(orderId),
      (all) => all[0]?.status === 'failed',
    );
    const { body } = await api('GET', '/admin/refunds?status=failed', { token: admin });
    expect(body['items']).toMatchObject([{ orderId, refundId: failed?.refundId }]);
    const path = `/admin/orders/${orderId}/refunds/${String(failed?.refundId)}/paid`;
    expect((await staff(path, { reference: 'transfer 4711' })).status).toBe(200);
    expect(await refunds(orderId)).toMatchObject([{ status: 'done' }]);
  });
});
