import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { listOwnOrders } from '../src/adapters/list-orders.ts';
import { readBuckets } from '../src/adapters/read-buckets.ts';
import type { Store } from '../src/adapters/store.ts';
import { captured, owed, refunded } from '../src/domain/money-kept.ts';
import type { Order } from '../src/domain/order.ts';
import type { Death } from './fake-payments.ts';
import { HOUR, isExpected, LittleShop } from './little-shop.ts';
import { aUser, openShop, type Shop } from './shop.ts';

/** More with `HISTORIES=500`. */
const RUNS = Number(process.env['HISTORIES'] ?? 25);
const KEYS = 3;

const ACTIONS = [
  'number',
  'startPayment',
  'pay',
  'webhook',
  'cancel',
  'closeCheckout',
  'expire',
  'ship',
  'deliver',
  'confirm',
  'askReturn',
  'accept',
  'refund',
  'settle',
  // Several steps at once, so that histories get far often enough.
  'payUp',
  'arrive',
] as const;

const OFTEN = ['payUp', 'payUp', 'arrive', 'arrive', 'refund', 'refund', 'cancel'] as const;

type Step = Readonly<
  | { do: 'place'; key: number; lines: readonly (readonly [number, number])[]; cod: boolean }
  | { do: (typeof ACTIONS)[number]; order: number; amount: number }
  | { do: 'stock'; product: number; delta: number; key: number }
  | { do: 'wait'; hours: number }
> &
  Readonly<{ dies: Death; providerDies: Death }>;

const death = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, fc.constantFrom('before', 'after'));
const deaths = { dies: death, providerDies: death };
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      key: fc.nat(KEYS - 1),
      lines: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 3 }),
      cod: fc.boolean(),
      ...deaths,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom(...ACTIONS, ...OFTEN),
      order: fc.nat(KEYS - 1),
      amount: fc.integer({ min: 1, max: 2000 }),
      ...deaths,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stock' as const),
      product: fc.nat(2),
      delta: fc.oneof(fc.integer({ min: -3, max: -1 }), fc.integer({ min: 1, max: 5 })),
      key: fc.nat(3),
      ...deaths,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.integer({ min: 1, max: 200 }),
      ...deaths,
    }),
  },
);
/** Steps of one group happen at the same moment. */
const history = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 16 });

describe('any history of orders', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it(
    'keeps stock, money and orders right, whatever dies and whatever happens at the same moment',
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async (groups) => {
          const products = await Promise.all(
            [1, 1, 3].map((buckets) => shop.product({ stock: 6, amount: 1500, buckets })),
          );
          const little = new LittleShop(shop, aUser(), products);
          const orderIds = new Map<number, string>();
          for (const group of groups) {
            await Promise.all(group.map((one) => carryOut(little, orderIds, one)));
            await check(shop, little);
          }
          await recover(little, await ordersOf(shop, little));
          await check(shop, little);
          await checkAtRest(shop, little);
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    30_000 + RUNS * 1500,
  );
});

async function carryOut(little: LittleShop, orderIds: Map<number, string>, one: Step): Promise<void> {
  little.store.death = one.dies;
  little.payments.death = one.providerDies;
  try {
    if (one.do === 'wait') little.clock += one.hours * HOUR;
    else if (one.do === 'stock') await little.stock(one.product, one.delta, `stock ${one.key}`);
    else if (one.do === 'place')
      orderIds.set(one.key, await little.place(`key ${one.key}`, one.lines, one.cod));
    else await act(little, orderIds.get(one.order), one);
  } catch (error) {
    if (!isExpected(error)) throw error;
  }
}

async function act(
  little: LittleShop,
  orderId: string | undefined,
  { do: action, amount }: Readonly<{ do: (typeof ACTIONS)[number]; amount: number }>,
): Promise<void> {
  if (orderId === undefined) return;
  if (action === 'pay') little.payments.pay(orderId);
  else if (action === 'refund') await little.refund(orderId, amount);
  else if (action === 'askReturn') await little.askReturn(orderId, 1 + (amount % 3));
  else await little[action](orderId);
}

/** Everything that happens by itself sooner or later: queues are worked off, schedules run, time passes. */
async function recover(little: LittleShop, orders: readonly Order[]): Promise<void> {
  little.store.death = undefined;
  little.payments.death = undefined;
  for (const { orderId } of orders) await little.number(orderId);
  await little.reconcile();
  little.clock += 300 * HOUR;
  for (const { orderId } of orders) {
    await little.expire(orderId);
    await little.closeCheckout(orderId);
    await little.settle(orderId);
  }
}

async function ordersOf(shop: Shop, { user }: LittleShop): Promise<readonly Order[]> {
  return (await listOwnOrders(shop.store, { userId: user, limit: 100 })).orders;
}

/** What the ledger of a product says came in and went out besides orders. */
async function bookedUnits({ client, table }: Store, productId: string): Promise<number> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :ledger',
      ExpressionAttributeValues: { ':ledger': `L#${productId}` },
      ConsistentRead: true,
    }),
  );
  return Items.reduce((sum, { d }) => sum + Number(d), 0);
}

/** What holds at every moment. */
async function check(shop: Shop, little: LittleShop): Promise<void> {
  const orders = await ordersOf(shop, little);
  for (const { productId, buckets } of little.products) {
    const booked = await bookedUnits(shop.store, productId);
    const taken = orders.reduce((sum, order) => sum + unitsKept(order, productId), 0);
    const left = await readBuckets(shop.store)(productId, buckets);
    expect(left.every(({ available }) => available >= 0)).toBe(true);
    expect(left.reduce((sum, { available }) => sum + available, 0)).toBe(booked - taken);
  }
  expect(orders.length).toBeLessThanOrEqual(KEYS);
  const numbers = orders.flatMap(({ orderNumber }) => orderNumber ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const order of orders) {
    expect(refunded(order)).toBeLessThanOrEqual(captured(order));
    expect(captured(order)).toBeLessThanOrEqual(order.total);
  }
}

/** Units that an order has of a product: reserved, sold, and not back. */
function unitsKept({ status, lines, returnRequest }: Order, productId: string): number {
  if (status === 'cancelled') return 0;
  const back = status === 'returned' ? (returnRequest?.items ?? []) : [];
  const sum = (items: readonly Readonly<{ productId: string; quantity: number }>[]) =>
    items.filter((item) => item.productId === productId).reduce((total, { quantity }) => total + quantity, 0);
  return sum(lines) - sum(back);
}

/** What holds once nothing is left to do. */
async function checkAtRest(shop: Shop, little: LittleShop): Promise<void> {
  for (const order of await ordersOf(shop, little)) {
    expect(owed(order)).toBe(0);
    if (order.paymentMethod === 'card') {
      expect(['placed', 'return-requested']).not.toContain(
        order.status === 'return-requested' ? '' : order.status,
      );
      const atProvider = little.payments.paid.filter(({ orderId }) => orderId === order.orderId);
      expect(atProvider.length).toBeLessThanOrEqual(1);
      expect(captured(order)).toBe(atProvider.reduce((sum, { amount }) => sum + amount, 0));
      expect(refunded(order)).toBe(little.payments.givenBack(`pi_${order.orderId}`));
    }
    const session = little.payments.sessions.get(`cs_${order.orderId}`);
    if (order.status === 'cancelled' && order.session !== undefined) expect(session?.status).not.toBe('open');
  }
}
