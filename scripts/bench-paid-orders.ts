import { randomUUID } from 'node:crypto';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { eventually } from '@cartless/eventually';
import { waitingMessages } from '@cartless/local-aws/dev';
import { type Api, type Answer, apiAt, itemsOf } from '../test/e2e/api.ts';
import { cpuSecondsOf } from '../test/e2e/processes.ts';
import { startRunningShop } from '../test/e2e/running-shop.ts';
import { ADDRESS, liftLimits, logInAdmin } from '../test/e2e/shopper.ts';
import { randomNumbers } from './traffic/mix.ts';
import { Shopper } from './traffic/shopper.ts';

/**
 * Orders that are placed and paid as fast as so many shoppers can, each with its number, its payment by the provider's webhook,
 * its parcel, and counted in the reports: how many a second, what waits meanwhile, and whose CPU they take.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '320' },
    shoppers: { type: 'string', default: '16' },
    lines: { type: 'string', default: '3' },
  },
});
const [ORDERS, SHOPPERS, LINES] = [values.orders, values.shoppers, values.lines].map(Number) as [
  number,
  number,
  number,
];
const WARM_UP = SHOPPERS * 2;
const PRODUCTS = 40;
const SAMPLE_MS = 1000;
const DAY_MS = 86_400_000;

const day = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const FROM = day(0);

const shop = await startRunningShop();
const api = apiAt(shop.url);
try {
  const admin = await logInAdmin(api);
  const products = await Promise.all(Array.from({ length: PRODUCTS }, () => sell(api, admin)));
  const tokens: string[] = [];
  for (let i = 0; i < SHOPPERS; i += 1) tokens.push(await newShopper());
  await settle(await drive(tokens, products, WARM_UP), admin, WARM_UP);

  const before = cpuSecondsOf(shop.pid);
  const depths: number[] = [];
  const started = performance.now();
  const end = new AbortController();
  const sampling = sample(depths, end.signal);
  const counted = await revenue(admin);
  const paid = await drive(tokens, products, ORDERS);
  const drivenSeconds = (performance.now() - started) / 1000;
  await settle(counted + paid, admin, WARM_UP + ORDERS);
  const seconds = (performance.now() - started) / 1000;
  end.abort();
  await sampling;
  const after = cpuSecondsOf(shop.pid);

  console.log(
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
  );
  console.log(`${ORDERS} orders of ${LINES} lines by ${SHOPPERS} shoppers at once`);
  console.log(
    `placed and paid in ${drivenSeconds.toFixed(1)} s; all with parcel and counted after ${seconds.toFixed(1)} s`,
  );
  console.log(`${(ORDERS / seconds).toFixed(1)} settled orders/s`);
  console.log(`messages that wait, each second: ${depths.join(' ')}`);
  let whole = 0;
  for (const [kind, cpu] of after) {
    const took = ((cpu - (before.get(kind) ?? 0)) * 1000) / ORDERS;
    whole += took;
    console.log(`${kind.padEnd(32)} ${took.toFixed(0).padStart(5)} ms of CPU an order`);
  }
  console.log(`${'all'.padEnd(32)} ${whole.toFixed(0).padStart(5)} ms of CPU an order`);
} finally {
  await shop.stop();
}

type Product = Readonly<{ productId: string; price: unknown }>;

async function sell(to: Api, token: string): Promise<Product> {
  const answer = await to('POST', '/products', {
    token,
    body: {
      title: { en: 'Bench lamp', 'zh-CN': '测试灯' },
      description: { en: 'A lamp', 'zh-CN': '一盏灯' },
      category: 'electronics',
      price: { amount: 1000, currency: 'CNY' },
      stock: 100_000,
    },
  });
  return good(answer) as Product;
}

async function newShopper(): Promise<string> {
  const mailbox = `http://localhost:${shop.ports.mailbox}`;
  const shopper = await Shopper.register({ url: shop.url, mailbox }, randomNumbers(1));
  const token = await shopper.logIn();
  await liftLimits(api, token);
  return token;
}

/** Has all shoppers place and pay orders, each the next one as soon as the one before is paid. @returns what they cost in all */
async function drive(
  tokens: readonly string[],
  products: readonly Product[],
  count: number,
): Promise<number> {
  let left = count;
  let cost = 0;
  const shopping = async (token: string): Promise<void> => {
    while (left-- > 0) cost += await buy(token, products);
  };
  await Promise.all(tokens.map(shopping));
  return cost;
}

async function buy(token: string, products: readonly Product[]): Promise<number> {
  const first = Math.floor(Math.random() * products.length);
  const items = Array.from({ length: LINES }, (_, i) => products[(first + i * 7) % products.length]).map(
    (product) => ({ productId: product?.productId, quantity: 1, unitPrice: product?.price }),
  );
  const placed = good(
    await api('POST', '/orders', {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: { items, shippingAddress: ADDRESS, paymentMethod: 'card' },
    }),
  );
  const { paymentUrl } = good(await api('POST', `/orders/${placed['orderId']}/payment`, { token }));
  const paid = await fetch(`${paymentUrl}/pay`, { method: 'POST', redirect: 'manual' });
  if (paid.status >= 400) throw new Error(`not paid: ${await paid.text()}`);
  return placed['total'].amount;
}

/** Waits until the reports count so much revenue and so many parcels are made. */
async function settle(wanted: number, token: string, parcels: number): Promise<void> {
  await eventually(
    () => revenue(token),
    (sum) => sum >= wanted,
    { pauseMs: 250 },
  );
  await eventually(
    () => parcelsMade(token, parcels),
    (made) => made >= parcels,
    { pauseMs: 250 },
  );
}

async function revenue(token: string): Promise<number> {
  const query = `from=${FROM}&to=${day(0)}&metrics=revenue&tz=UTC`;
  return good(await api('GET', `/analytics/summary?${query}`, { token }))['totals'].revenue.amount;
}

async function parcelsMade(token: string, enough: number): Promise<number> {
  let made = 0;
  for await (const _ of itemsOf(api, token, '/admin/shipments')) {
    made += 1;
    if (made === enough) break;
  }
  return made;
}

/** Notes how many messages wait, again and again until it is told to end. */
async function sample(depths: number[], end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    depths.push(await waitingMessages(shop.ports));
    await pause(SAMPLE_MS, undefined, { signal: end }).catch(() => undefined);
  }
}

function good({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`the shop answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
