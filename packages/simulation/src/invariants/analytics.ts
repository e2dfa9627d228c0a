import { WeeklyReportReady } from '@cartless/domain';
import { dayOf, READER, RECOUNTED, type Recounted, recounted } from '../shop/analytics.ts';
import type { Shop } from '../shop/shop.ts';
import { START } from '../world/basis.ts';
import type { Invariant } from './invariant.ts';

type Figure = number | Readonly<{ amount: number }>;
type Row = Readonly<{ key: string } & Record<string, Figure>>;
type Answer = Readonly<{ rows: readonly Row[]; totals: Readonly<Record<string, Figure>> }>;

const sizeOf = (figure: Figure | undefined): number =>
  typeof figure === 'object' ? figure.amount : (figure ?? 0);

async function summary(shop: Shop, groupBy: string, metrics: readonly string[]): Promise<Answer> {
  const query = {
    from: dayOf(START),
    to: dayOf(shop.world.scheduler.now),
    tz: 'UTC',
    groupBy,
    metrics: metrics.join(','),
  };
  const { status, body } = await shop.insist('analytics/getSummary', { caller: READER, query });
  if (status !== 200) throw new Error(`a report by ${groupBy} answers ${status} ${JSON.stringify(body)}`);
  return body as unknown as Answer;
}

/** These are of people, or of days that the orders do not tell: of refunds, of goods that came back, of tries to pay. */
const IN_ALL_ONLY: ReadonlySet<string> = new Set([
  'activeBuyers',
  'refunded',
  'lostToDisputes',
  'disputesWon',
  'disputesLost',
  'paymentFailures',
  'failedAmount',
  'costOfGoods',
  'newUsers',
]);

/** So many fit into one question. */
const MOST_METRICS = 15;

/** What reports say otherwise than a recount. */
function differs(
  expected: ReadonlyMap<string, number>,
  metrics: readonly Recounted[],
  { rows, totals }: Answer,
): string | undefined {
  for (const what of metrics) {
    const inAll = expected.get(`${what} in all`) ?? 0;
    if (sizeOf(totals[what]) !== inAll)
      return `there are ${inAll} ${what}, and reports say ${sizeOf(totals[what])}`;
    if (IN_ALL_ONLY.has(what)) continue;
    for (const row of rows) {
      const ofDay = expected.get(`${what} ${row.key}`) ?? 0;
      if (sizeOf(row[what]) !== ofDay)
        return `there are ${ofDay} ${what} on ${row.key}, and reports say ${sizeOf(row[what])}`;
    }
  }
  return undefined;
}

async function difference(shop: Shop): Promise<string | undefined> {
  const expected = recounted(shop);
  const { rows, totals } = await summary(shop, 'day', RECOUNTED.slice(0, MOST_METRICS));
  const others = await summary(shop, 'day', RECOUNTED.slice(MOST_METRICS));
  const problem =
    differs(expected, RECOUNTED.slice(0, MOST_METRICS), { rows, totals }) ??
    differs(expected, RECOUNTED.slice(MOST_METRICS), others);
  if (problem !== undefined) return problem;

  const byRegion = await summary(shop, 'region', ['orders', 'revenue']);
  for (const what of ['orders', 'revenue']) {
    const sum = byRegion.rows.reduce((all, row) => all + sizeOf(row[what]), 0);
    if (sum !== sizeOf(totals[what])) return `${what} of all regions are ${sum}, not ${sizeOf(totals[what])}`;
  }
  const byProduct = await summary(shop, 'product', ['unitsSold']);
  const sold = byProduct.rows.reduce((all, row) => all + sizeOf(row['unitsSold']), 0);
  return sold === sizeOf(totals['unitsSold'])
    ? undefined
    : `of all products ${sold} were sold, not ${sizeOf(totals['unitsSold'])}`;
}

export const reportsAreRecounted: Invariant = {
  says: 'reports are what a recount of the orders finds, to the cent',
  watch: (shop) => ({
    async atRest() {
      const { world } = shop;
      if (!shop.has('analytics')) return undefined;
      await world.runScheduled(/^analytics carryOver$/);
      const before = world.chance.next('folded at rest') < 0.5 ? undefined : await difference(shop);
      if (before !== undefined) return before;
      await world.runScheduled(/^analytics foldRollUps$/);
      // What is remembered of days that are over.
      await world.wait(3_600_000);
      const after = await difference(shop);
      return after && `when all is folded, ${after}`;
    },
  }),
};

export const weeksAreToldOnce: Invariant = {
  says: 'the report of a week is published once',
  watch: ({ world }) => {
    const told = new Map<string, string>();
    let seen = 0;
    return {
      always() {
        for (; seen < world.bus.published.length; seen += 1) {
          const published = world.bus.published[seen];
          if (published?.type !== WeeklyReportReady.type) continue;
          // As often as a relay publishes it, it is one event.
          const { data } = JSON.parse(published.body) as Readonly<{ data: Readonly<{ reportId: string }> }>;
          const report = JSON.stringify(data);
          if ((told.get(data.reportId) ?? report) !== report) return `${data.reportId} was told in two forms`;
          told.set(data.reportId, report);
        }
        return undefined;
      },
    };
  },
};
