import { COUNTERS, type Counter } from '../roll-ups/counter.ts';
import { periodsOf, type Stretch } from '../roll-ups/cover.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import { firstSlot, instantOf, monthsBetween, nextMonth } from '../calendar/slot.ts';
import type { RollUps } from '../roll-ups/ports.ts';

/** The people of a cohort so many months after the month of their first order. */
type MonthSince = Readonly<{
  key: string;
  since: number;
  /** Those of them who placed an order in it. */
  buyers: number;
  /** Of the cohort. */
  share: number | null;
  orders: number;
  revenue: Readonly<{ amount: number; currency: string }>;
}>;

export type Cohort = Readonly<{
  key: string;
  from: string;
  to: string;
  buyers: number;
  /** Those who placed a second order, whenever. */
  cameBack: number;
  repeatRate: number | null;
  orders: number;
  revenue: Readonly<{ amount: number; currency: string }>;
  months: MonthSince[];
}>;
export type Cohorts = Readonly<{ from: string; to: string; zone: 'UTC'; cohorts: Cohort[] }>;

/**
 * Who came back: the people of each month of first orders, month by month up to the present one. What is read is one
 * roll-up for each of these months and shard, and as wide as there were months since.
 */
export const showCohorts =
  ({ rollUps, currency }: Readonly<{ rollUps: RollUps; currency: string }>) =>
  async (months: Stretch, present: string): Promise<Cohorts> => {
    const sums = new Map<string, Map<string, number>>();
    for (const stored of await rollUps.read({ dimension: 'repurchase', value: WHOLE, ...months })) {
      const own = sums.get(stored.period) ?? new Map<string, number>();
      for (const [name, amount] of Object.entries(stored.sums)) own.set(name, (own.get(name) ?? 0) + amount);
      sums.set(stored.period, own);
    }
    return {
      from: startOf(months.from),
      to: endOf(months.to),
      zone: 'UTC',
      cohorts: periodsOf(months).map((month) =>
        cohortOf(month, present, sums.get(month) ?? new Map(), currency),
      ),
    };
  };

function cohortOf(
  month: string,
  present: string,
  sums: ReadonlyMap<string, number>,
  currency: string,
): Cohort {
  const of = (counter: Counter, since: number | ''): number => sums.get(`${COUNTERS[counter]}${since}`) ?? 0;
  const buyers = of('ordered', 0);
  const shareOf = (people: number): number | null => (buyers === 0 ? null : people / buyers);
  const months = periodsOf({ from: month, to: present }).map((key): MonthSince => {
    const since = monthsBetween(month, key);
    const again = of('ordered', since);
    return {
      key,
      since,
      buyers: again,
      share: shareOf(again),
      orders: of('orders', since),
      revenue: { amount: of('revenue', since), currency },
    };
  });
  const cameBack = of('cameBack', '');
  return {
    key: month,
    from: startOf(month),
    to: endOf(month),
    buyers,
    cameBack,
    repeatRate: shareOf(cameBack),
    orders: months.reduce((sum, { orders }) => sum + orders, 0),
    revenue: { amount: months.reduce((sum, { revenue }) => sum + revenue.amount, 0), currency },
    months,
  };
}

const startOf = (month: string): string => instantOf(firstSlot(`${month}-01`));
const endOf = (month: string): string => instantOf(nextMonth(month));
