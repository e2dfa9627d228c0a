import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { Death } from './death-plan.ts';
import { checkAlways, checkAtRest, ordersOf } from './invariants.ts';
import { expected, HOUR, LittleShop, recover } from './little-shop.ts';
import { aUser, openShop, type Shop } from './shop.ts';

/** More with `HISTORIES=500`. */
const RUNS = Number(process.env['HISTORIES'] ?? 12);
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
  'approveReturn',
  'rejectReturn',
  'withdrawReturn',
  'receiveReturn',
  'refund',
  'settle',
  'byHand',
  'refundHeard',
  // Several steps at once, so that histories get far often enough.
  'payUp',
  'arrive',
  'giveBack',
] as const;
type Action = (typeof ACTIONS)[number];

const OF_RETURNS = ['approveReturn', 'rejectReturn', 'withdrawReturn', 'receiveReturn'] as const;
const isOfReturn = (action: Action): action is (typeof OF_RETURNS)[number] =>
  (OF_RETURNS as readonly Action[]).includes(action);

const OFTEN: readonly Action[] = ['payUp', 'payUp', 'arrive', 'arrive', 'refund', 'settle', 'cancel'];
/** What moves money back, and with it the goods. */
const BACK: readonly Action[] = [
  'giveBack',
  'giveBack',
  'refund',
  'settle',
  'settle',
  'byHand',
  'refundHeard',
  'cancel',
  'arrive',
  'askReturn',
  'approveReturn',
  'receiveReturn',
];

type Step = Readonly<
  | { do: 'place'; key: number; lines: readonly (readonly [number, number])[]; cod: boolean }
  | { do: Action; order: number; amount: number; key: number }
  | { do: 'stock'; product: number; delta: number; key: number }
  | { do: 'wait'; hours: number }
> &
  Readonly<{ dies: Death; providerDies: Death }>;

const dying = (living: number): fc.Arbitrary<Death> =>
  fc.oneof({ weight: living, arbitrary: fc.constant(undefined) }, fc.constantFrom('before', 'after'));
const deaths = { dies: dying(6), providerDies: dying(6) };
const acting = (actions: readonly Action[], orders: number) => ({
  do: fc.constantFrom(...actions),
  order: fc.nat(orders - 1),
  amount: fc.constantFrom(300, 700, 1100, 1500),
  key: fc.nat(1),
});
const step: fc.Arbitrary<Step> = fc.oneof(
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
  { weight: 12, arbitrary: fc.record({ ...acting([...ACTIONS, ...OFTEN], KEYS), ...deaths }) },
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
const anything = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 16 });

const placed: readonly (readonly Step[])[] = [
  [{ do: 'place', key: 0, lines: [[0, 3]], cod: false, dies: undefined, providerDies: undefined }],
];
/** An order whose payment comes late, twice, or when it is cancelled. */
const PAYING: readonly Action[] = [
  'payUp',
  'payUp',
  'startPayment',
  'pay',
  'pay',
  'webhook',
  'webhook',
  'cancel',
  'expire',
  'number',
  'settle',
];
const afterPlacing = (actions: readonly Action[], living: number, first: readonly (readonly Step[])[]) => {
  const one = fc.record({ ...acting(actions, 1), dies: dying(3), providerDies: dying(living) });
  return fc
    .array(fc.array(one, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 10 })
    .map((groups): readonly (readonly Step[])[] => [...first, ...groups]);
};
const opened = { order: 0, amount: 0, key: 0, dies: undefined, providerDies: undefined };
const payments = afterPlacing(PAYING, 3, [
  ...placed,
  [{ do: 'number', ...opened }],
  [{ do: 'startPayment', ...opened }],
]);

/** A delivered order, of which goods come back in several returns. */
const RETURNING: readonly Action[] = [
  'askReturn',
  'askReturn',
  'askReturn',
  'approveReturn',
  'approveReturn',
  'receiveReturn',
  'receiveReturn',
  'receiveReturn',
  'rejectReturn',
  'withdrawReturn',
  'confirm',
  'expire',
  'refund',
  'settle',
];
const returns = afterPlacing(RETURNING, 3, [...placed, [{ do: 'arrive', ...opened }]]);

/** A paid order, of which money goes back in many ways while the provider's answers get lost. */
const refunds = afterPlacing(BACK, 1, [...placed, [{ do: 'payUp', ...opened }]]);

describe('any history of orders', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it.each([
    ['', RUNS, anything],
    // Short, and each has to meet faults of one kind reliably.
    [' when payments come late or twice', 2 * RUNS, payments],
    [' when money goes back', 2 * RUNS, refunds],
    [' when goods come back', 2 * RUNS, returns],
  ])(
    'keeps stock, money and orders right%s, whatever dies and whatever happens at the same moment',
    async (_, numRuns, history) => {
      await fc.assert(
        fc.asyncProperty(history, (groups) => live(shop, groups)),
        { numRuns, endOnFailure: true },
      );
    },
  );
});

async function live(shop: Shop, groups: readonly (readonly Step[])[]): Promise<void> {
  const products = await Promise.all(
    [1, 1, 3].map((buckets) => shop.product({ stock: 6, amount: 1500, buckets })),
  );
  const little = new LittleShop(shop.items, aUser(), products);
  const orderIds = new Map<number, string>();
  for (const group of groups) {
    await Promise.all(group.map((one) => carryOut(little, orderIds, one)));
    await checkAlways(little, KEYS);
  }
  await recover(
    little,
    (await ordersOf(little)).map(({ orderId }) => orderId),
  );
  await checkAlways(little, KEYS);
  await checkAtRest(little);
}

async function carryOut(little: LittleShop, orderIds: Map<number, string>, one: Step): Promise<void> {
  little.deaths.next = one.dies;
  little.payments.deaths.next = one.providerDies;
  try {
    if (one.do === 'wait') little.clock += one.hours * HOUR;
    else if (one.do === 'stock') await little.stock(one.product, one.delta, `stock ${one.key}`);
    else if (one.do === 'place')
      orderIds.set(one.key, await little.place(`key ${one.key}`, one.lines, one.cod));
    else await act(little, orderIds.get(one.order), one);
  } catch (error) {
    expected(error);
  }
}

async function act(
  little: LittleShop,
  orderId: string | undefined,
  { do: action, amount, key }: Readonly<{ do: Action; amount: number; key: number }>,
): Promise<void> {
  if (orderId === undefined) return;
  if (action === 'pay') little.payments.pay(orderId);
  else if (action === 'byHand') little.payments.giveBackByHand(orderId, amount);
  else if (action === 'refund') await little.refund(orderId, amount, key);
  else if (action === 'giveBack') {
    await little.refund(orderId, amount, key);
    await little.settle(orderId);
  } else if (action === 'askReturn') await little.askReturn(orderId, 1 + (amount % 3), key);
  else if (isOfReturn(action)) await little[action](orderId, 1 + key);
  else await little[action](orderId);
}
