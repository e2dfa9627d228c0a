import { expect, it } from '@jest/globals';
import { Busy, type Items, queryAll } from '@cartless/aggregate';
import { isError } from '@cartless/domain';
import * as fc from 'fast-check';
import { CONSUMED } from '../src/facts/facts-service.ts';
import { type Figure, METRICS, recordOf } from '../src/reports/metric.ts';
import {
  expectedBuyers,
  expectedCohorts,
  expectedFigures,
  expectedFulfilment,
  expectedFunnel,
  expectedStock,
} from './expected-figures.ts';
import { STOCK } from '../src/analytics-table.ts';
import { delivery, history } from './random-histories.ts';
import { type Analytics, analyticsOn } from './world.ts';

type Crash = Readonly<{ call: number; isAfterwards: boolean }>;
const SHARDS = 3;
const ALL = { from: '2026-03-01', to: '2026-06-30' };

/** A store whose user dies at some of its calls, before they are made or before their answer is seen. */
function crashing(items: Items, crashes: readonly Crash[]): Items {
  let calls = 0;
  const dying = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    calls += 1;
    const crash = crashes.find(({ call }) => call === calls);
    if (crash?.isAfterwards === false) throw new Error('crashed before the call');
    const answer = await ask();
    if (crash !== undefined) throw new Error('crashed after the call');
    return answer;
  };
  return {
    table: items.table,
    get: (...given) => dying(() => items.get(...given)),
    getMany: (...given) => dying(() => items.getMany(...given)),
    query: (...given) => dying(() => items.query(...given)),
    write: (...given) => dying(() => items.write(...given)),
    putMany: (...given) => dying(() => items.putMany(...given)),
  };
}

function unlessCrashed(error: unknown): void {
  const crash = isError(Busy, error) ? error.cause : error;
  if (!(crash instanceof Error && crash.message.startsWith('crashed'))) throw error;
}

type Delivery = typeof delivery extends fc.Arbitrary<infer T> ? T : never;

/**
 * Works a queue off with two consumers at once; a batch whose consumer crashed goes back to the end. Roll-ups are
 * folded meanwhile, by runs that may crash too.
 */
async function workOff(mortal: Analytics, sound: Analytics, { queue, batchSizes, folds }: Delivery) {
  const left = [...queue];
  let turn = 0;
  const folding: Promise<unknown>[] = [];
  const take = () => {
    turn += 1;
    // In the middle of the history: some of its days are over, some are not.
    if (folds.includes(turn)) {
      folding.push(mortal.fold('2026-03-30T12:00:00Z').catch(unlessCrashed));
      folding.push(mortal.bookWaiting().catch(unlessCrashed));
    }
    return left.splice(0, batchSizes[turn % batchSizes.length]);
  };
  const work = async (shard: number) => {
    let book = mortal.consumer(shard);
    while (left.length > 0) {
      const batch = take();
      try {
        const { rejected, unfinished } = await book(batch);
        for (const { error } of rejected) if (error.code !== 'BUSY') throw error;
        if (rejected.length + unfinished.length > 0) left.push(...batch);
      } catch (error) {
        unlessCrashed(error);
        left.push(...batch);
        book = mortal.consumer(shard);
      }
    }
  };
  await Promise.all([work(0), work(1)]);
  await Promise.all(folding);
  while ((await sound.bookWaiting()).isLeft);
  // A container that died after its last batch leaves its entries to the next one of its shard.
  for (const shard of [0, 1]) await sound.carryOver(shard);
}

const OF_LINES =
  'revenue,tax,orders,units,cancelled,undelivered,returnedUnits,discounts,unitsSold,unpaidExpired,unpaidAmount,' +
  'costOfGoods,goodsProfit,costKnown,returnRate';
const OF_PARCELS = 'shippingCost,shippingCostKnown,shippingMargin';
const OF_ORDERS =
  `${OF_LINES},averageOrderValue,grossMargin,refunded,refundedByOrderDate,netRevenue,taxAfterRefunds,shipping,grossProfit,` +
  'paymentFailures,failedAmount,disputes,disputedAmount,disputesWon,disputesLost,lostToDisputes,' +
  'returnsRequested,returnsApproved,returnsRejected,returnsWithdrawn';
const OF_PLACES = `${OF_ORDERS},${OF_PARCELS}`;
const OF_SHOP = `${OF_PLACES},newUsers,newBuyers,activeBuyers,returningBuyers,repeatRate`;
const METRICS_BY: Readonly<Record<string, string>> = {
  day: OF_SHOP,
  week: OF_SHOP,
  month: OF_SHOP,
  quarter: OF_SHOP,
  year: OF_SHOP,
  product: OF_LINES,
  category: OF_LINES,
  region: OF_PLACES,
  city: OF_ORDERS,
  paymentMethod: OF_ORDERS,
  reason: 'returnedUnits,returnsRequested',
  'region,paymentMethod': OF_ORDERS,
  'city,region': OF_ORDERS,
  'day,region': OF_PLACES,
  'paymentMethod,quarter': OF_ORDERS,
  'category,product': OF_LINES,
  'week,product': OF_LINES,
  'category,region': OF_LINES,
  'paymentMethod,category': OF_LINES,
  'category,year': OF_LINES,
};

/** A share of nothing counts as nothing, a profit that is not known as no number. */
function amountOf(metric: string, figure: Figure): number {
  if (figure === null) return ['grossProfit', 'shippingMargin'].includes(metric) ? Number.NaN : 0;
  return typeof figure === 'number' ? figure : figure.amount;
}

/** Some hours of the history, and all of it. */
const STRETCHES = [
  ['2026-03-29T07:00:00.000Z', '2026-03-31T20:00:00.000Z'],
  ['2026-03-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
] as const;

/** How parcels fared in each of these, by carrier and by region. */
async function parcels({ fulfilments }: Analytics) {
  const found = [];
  for (const [from, to] of STRETCHES) {
    const [byCarrier, byRegion] = [
      await fulfilments({ from, to, groupBy: 'carrier' }),
      await fulfilments({ from, to, groupBy: 'region' }),
    ];
    expect(byRegion.totals).toEqual(byCarrier.totals);
    found.push(
      Object.fromEntries([
        ['total', byCarrier.totals],
        ...byCarrier.rows.map(({ key, ...row }) => [`carrier ${key}`, row]),
        ...byRegion.rows.map(({ key, ...row }) => [`region ${key}`, row]),
      ]),
    );
  }
  return found;
}

/** So late in the history that some of what was sold is too long ago for seven days. */
const COUNTED_UNTIL = '2026-04-04T00:00:00.000Z';

/** The stock as it is told, two rows a page. */
async function stockRows({ stock, clock }: Analytics) {
  const present = clock.at;
  clock.at = Date.parse(COUNTED_UNTIL) - 1;
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await stock({ limit: 2, cursor });
    for (const { valueAtPrice, valueAtCost, productId: _p, variantId: _v, title: _t, ...row } of page.rows) {
      found.push({ ...row, valueAtPrice: valueAtPrice.amount, valueAtCost: valueAtCost?.amount ?? null });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  clock.at = present;
  return found;
}

async function answers(shop: Analytics, tz: string) {
  const { summaries, funnels, cohorts } = shop;
  const figures = new Map<string, number>();
  for (const [groupBy, metrics] of Object.entries(METRICS_BY)) {
    const { rows } = await summaries({ ...ALL, tz, metrics, groupBy });
    for (const { key, keys = { key }, title: _t, category: _c, from: _f, to: _o, ...row } of rows) {
      const place = `${groupBy} ${Object.values(keys).join(',')}`;
      for (const [metric, figure] of Object.entries(row)) {
        const amount = amountOf(metric, figure);
        if (amount !== 0) figures.set(`${place} ${metric}`, amount);
      }
    }
  }
  const { totals } = await summaries({ ...ALL, metrics: 'activeBuyers,returningBuyers,repeatRate' });
  const { steps } = await funnels(ALL);
  return {
    figures,
    totals,
    funnel: steps.map(({ count }) => count),
    cohorts: await cells(cohorts),
    parcels: await parcels(shop),
    stock: await stockRows(shop),
  };
}

async function cells(cohorts: Analytics['cohorts']): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { key: cohort, cameBack, months } of (await cohorts(ALL)).cohorts) {
    if (cameBack !== 0) found.set(`${cohort} came back`, cameBack);
    for (const { key, buyers, orders, revenue } of months) {
      const counted = { buyers, orders, revenue: revenue.amount };
      for (const [what, amount] of Object.entries(counted)) {
        if (amount !== 0) found.set(`${cohort} in ${key} ${what}`, amount);
      }
    }
  }
  return found;
}

/**
 * What holds of booking on any store.
 * @param items is asked for a store for each history
 * @param runs how many histories are tried; PROPERTY_RUNS=200 looks longer
 */
export function deliverySuite(items: () => Items, runs: number): void {
  let count = 0;
  it('is recounted for every metric, as far as each can be broken down', () => {
    expect(OF_SHOP.split(',').toSorted()).toEqual(METRICS.toSorted());
    const of = (...reaches: readonly string[]) =>
      METRICS.filter((metric) => reaches.includes(recordOf(metric).reach)).toSorted();
    expect(OF_LINES.split(',').toSorted()).toEqual(of('line'));
    expect(OF_ORDERS.split(',').toSorted()).toEqual(of('line', 'order'));
    expect(OF_PLACES.split(',').toSorted()).toEqual(of('line', 'order', 'parcel'));
    expect(METRICS_BY['reason']?.split(',').toSorted()).toEqual(
      METRICS.filter((metric) => recordOf(metric).byReason).toSorted(),
    );
  });

  it('is of histories with every event that numbers are made from', () => {
    const told = new Set<string>();
    const every = fc.sample(history, { numRuns: 400, seed: 1 }).flat();
    for (const { type } of every) told.add(type);
    // Of what is told in two versions one is enough.
    const nameOf = (type: string): string => type.replace(/\.v\d+$/, '');
    const names = new Set([...told].map(nameOf));
    expect(CONSUMED.map(({ type }) => nameOf(type)).filter((name) => !names.has(name))).toEqual([]);
  });

  it('comes to the same, to the cent, however a queue delivers what happened', async () => {
    await fc.assert(
      fc.asyncProperty(delivery, async (given) => {
        count += 1;
        const generation = `run${count}`;
        const open = (store: Items) =>
          analyticsOn(store, {
            shards: SHARDS,
            fewDays: given.fewDays,
            generation: () => Promise.resolve(generation),
          });
        const store = items();
        await forgetStock(store);
        const sound = open(store);
        await workOff(open(crashing(store, given.crashes)), sound, given);
        const before = await answers(sound, given.zone);
        await sound.fold('2027-01-01T00:00:00Z');
        expect(await answers(sound, given.zone)).toEqual(before);
        expectHistory(given, before);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? runs) },
    );
  });
}

/** What is told of stock is of no generation. */
async function forgetStock(store: Items): Promise<void> {
  for await (const { sk } of queryAll(store, { hash: STOCK }))
    await store.write([{ delete: { pk: STOCK, sk: String(sk) } }]);
}

function expectHistory(
  { events, zone }: Pick<Delivery, 'events' | 'zone'>,
  { figures, totals, funnel, cohorts, parcels: found, stock }: Awaited<ReturnType<typeof answers>>,
): void {
  const { buyers, repeaters } = expectedBuyers(events);
  expect(Object.fromEntries(figures)).toEqual(
    Object.fromEntries([...expectedFigures(events, zone)].filter(([, amount]) => amount !== 0)),
  );
  expect(funnel).toEqual(expectedFunnel(events));
  expect(stock).toEqual(expectedStock(events, COUNTED_UNTIL));
  expect(found).toEqual(STRETCHES.map(([from, to]) => expectedFulfilment(events, from, to)));
  expect(Object.fromEntries(cohorts)).toEqual(Object.fromEntries(expectedCohorts(events)));
  expect(totals).toEqual({
    activeBuyers: buyers,
    // The range holds the whole history.
    returningBuyers: 0,
    repeatRate: buyers === 0 ? null : repeaters / buyers,
  });
}
