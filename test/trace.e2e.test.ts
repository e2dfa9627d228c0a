import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Answer, type Api, apiAt } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, liftLimits, logInAdmin, logInDemo } from './e2e/shopper.ts';
import { giveTo } from './e2e/traces.ts';

const run = promisify(execFile);

describe('pnpm trace, in the running shop', () => {
  let shop: RunningShop;
  let api: Api;
  let token: string;

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    token = await logInDemo(api);
    await liftLimits(api, token);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const traced = async (name: string): Promise<string> => {
    const env = { ...process.env, CARTLESS_PORT_BASE: String(shop.ports.gateway), NO_COLOR: '1' };
    const { stdout } = await run('node', ['scripts/start.mjs', 'trace.ts', name], {
      cwd: `${import.meta.dirname}/..`,
      env,
    });
    return stdout;
  };
  /** What is traced, once it says what is waited for. */
  const tracedUntil = (name: string, said: RegExp): Promise<string> =>
    eventually(
      () => traced(name),
      (text) => said.test(text),
    );
  const paymentPage = async (orderId: string): Promise<string> =>
    String((await api('POST', `/orders/${orderId}/payment`, { token, body: {} })).body['paymentUrl']);
  const press = (page: string, button: string, form?: Record<string, string>) =>
    fetch(`${page}/${button}`, {
      method: 'POST',
      redirect: 'manual',
      ...(form && { body: new URLSearchParams(form) }),
    });

  /** Places an order of one unit, and says by which trace. */
  const place = async (wanted?: Answer['body']) => {
    const traceId = randomUUID().replaceAll('-', '');
    const { body } = await api('GET', '/products?limit=50');
    const simple = body['items'].find(({ variants }: { variants?: unknown }) => variants === undefined);
    const product = wanted ?? simple;
    const placed = await api('POST', '/orders', {
      token,
      headers: {
        'idempotency-key': randomUUID(),
        traceparent: `00-${traceId}-${'a'.repeat(16)}-01`,
        'x-correlation-id': `till-${traceId.slice(0, 8)}`,
      },
      body: {
        items: [{ productId: product.productId, quantity: 1, unitPrice: product.price }],
        shippingAddress: ADDRESS,
        paymentMethod: 'card',
      },
    });
    expect(placed.status).toBe(201);
    return { traceId, orderId: String(placed.body['orderId']) };
  };

  it('shows the way of an order that nothing is wrong with, by each of its names', async () => {
    const { orderId, traceId } = await place();
    await press(await paymentPage(orderId), 'pay');
    const story = await tracedUntil(orderId, /mail sent about [^\n]*order-paid/);
    expect(story).toMatch(/answered 201 to placeOrder in \d+ ms/);
    expect(story).toMatch(/published type=orders\.order-placed\.v1/);
    expect(story).toMatch(/answered 20\d to receivePayment/);
    expect(story).toMatch(/the order is paid, by provider/);
    expect(story).toMatch(/handled type=orders\.order-paid\.v\d .*queue=cartless-dev-logistics-/);
    expect(story).toContain('Nothing went wrong.');
    const orderNumber = String((await api('GET', `/orders/${orderId}`, { token })).body['orderNumber']);
    for (const name of [orderNumber, traceId, `till-${traceId.slice(0, 8)}`]) {
      const same = await traced(name);
      expect(same).toMatch(/answered 201 to placeOrder/);
      expect(same).toContain(orderNumber);
    }
  });

  it('names the card that was declined', async () => {
    const { orderId } = await place();
    await press(await paymentPage(orderId), 'decline', { decline_code: 'insufficient_funds' });
    const story = await tracedUntil(orderId, /^Cause/m);
    expect(story).toMatch(/^Cause: a payment failed .*reason=insufficient/m);
  });

  it('names the carrier that does not take the parcel', async () => {
    const anvil = await api('POST', '/products', {
      token: await logInAdmin(api),
      body: {
        title: { en: 'Anvil', 'zh-CN': '铁砧' },
        description: { en: 'Heavier than a carrier takes.', 'zh-CN': '比快递能收的更重。' },
        category: 'home',
        price: { amount: 5000, currency: 'CNY' },
        stock: 5,
        packing: { weightGrams: 90_000 },
      },
    });
    expect(anvil.status).toBe(201);
    const { orderId } = await place(anvil.body);
    await press(await paymentPage(orderId), 'pay');
    const story = await tracedUntil(orderId, /^Cause/m);
    expect(story).toMatch(/^Cause: parcel shp_\w+ waits for a person: CARRIER_REFUSED/m);
    expect(story).toMatch(/POST \/admin\/shipments\/shp_\w+\/dispatch/);
  });

  it('names the event that was parked, and where it lies', async () => {
    const { orderId, traceId } = await place();
    await giveTo(shop.ports, 'cartless-dev-orders-numbering', {
      specversion: '1.0',
      id: `${orderId}.1.order-placed`,
      type: 'orders.order-placed.v1',
      source: 'orders',
      subject: orderId,
      time: new Date().toISOString(),
      traceparent: `00-${traceId}-${'b'.repeat(16)}-01`,
      data: { orderId },
    });
    const story = await tracedUntil(traceId, /^Cause/m);
    expect(story).toMatch(/^Cause: orders\.order-placed\.v1 lies here: EVENT_UNREADABLE/m);
    expect(story).toContain('pnpm redrive move cartless-dev-orders-numbering-dead-letters --write');
  });
});
