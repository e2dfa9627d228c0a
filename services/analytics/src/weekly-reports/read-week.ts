import { type Localized, type Money, ProductId, type WeeklyReport } from '@cartless/domain';
import * as z from 'zod/mini';
import { slotOf } from '../calendar/slot.ts';
import { previousPeriod } from '../calendar/period.ts';
import type { Ground } from '../ground.ts';
import type { SampleReader } from '../buyers/ports.ts';
import { type Leaders, listLeaders } from '../reports/list-leaders.ts';
import type { Figures, Metric } from '../reports/metric.ts';
import { planReport } from '../reports/report-plan.ts';
import { showFulfilment } from '../reports/show-fulfilment.ts';
import { summarise, type Summary } from '../reports/summarise.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import { showStock, type StockRow } from '../stock/show-stock.ts';
import type { ProductStock } from '../stock/stock-store.ts';
import { isOver, type Week } from './week.ts';

type Ports = Readonly<{
  rollUps: RollUps;
  samples: SampleReader;
  readStock: () => Promise<readonly ProductStock[]>;
  currency: string;
  now: Ground['now'];
}>;

/** What lasts so many days at most is nearly out of stock. */
const SHORT_DAYS = 14;
/** How many leaders, and things that are nearly out of stock, are named. */
const NAMED = 5;

const ASKED = [
  'revenue',
  'netRevenue',
  'orders',
  'averageOrderValue',
  'newBuyers',
  'activeBuyers',
  'returningBuyers',
  'refunded',
  'returnRate',
  'grossProfit',
] as const satisfies readonly Metric[];

/** Reads the numbers of a week beside those of the week before: what the reports say, put together. */
export const readWeek = (ports: Ports) => {
  const { currency, now } = ports;
  const [summary, leaders] = [summarise(ports), listLeaders(ports)];
  const fulfilment = showFulfilment(ports);
  const totals = planReport({ metrics: ASKED.join(',') });
  const byDay = planReport({ metrics: 'revenue', groupBy: 'day' });
  return async (week: Week): Promise<WeeklyReport> => {
    const { period, monday, sunday } = week;
    const last = previousPeriod(period);
    const stored = ports.readStock();
    const stock = showStock({ ...ports, readStock: () => stored });
    const [whole, daily, best, sent, sentBefore, { rows }, products] = await Promise.all([
      summary(totals, period, true),
      summary(byDay, period, true),
      leaders('product', 'revenue', period, NAMED),
      fulfilment(period, undefined),
      fulfilment(last, undefined),
      stock({ limit: Infinity }, slotOf(now())),
      stored,
    ]);
    const short = rows.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= SHORT_DAYS);
    return {
      monday,
      sunday,
      isOver: isOver(week, now()),
      zone: period.zone.name,
      currency,
      figures: {
        ...figuresOf(whole.totals, whole.previous?.totals ?? {}),
        lateParcels: { now: sent.totals.late, before: sentBefore.totals.late },
      },
      days: daysOf(week, daily, daily.previous, currency),
      leaders: leadersOf(best, new Map(products.map(({ productId, title }) => [productId, title]))),
      short: short.slice(0, NAMED).map(shortOf),
      shortInAll: short.length,
    };
  };
};

type Told = WeeklyReport['figures'];

function figuresOf(now: Figures, before: Figures): Omit<Told, 'lateParcels'> {
  const both = <T>(of: (figures: Figures) => T) => ({ now: of(now), before: of(before) });
  return {
    revenue: both(({ revenue }) => there(revenue)),
    netRevenue: both(({ netRevenue }) => there(netRevenue)),
    orders: both(({ orders }) => there(orders)),
    averageOrderValue: both(({ averageOrderValue }) => averageOrderValue ?? null),
    newBuyers: both(({ newBuyers }) => there(newBuyers)),
    returningShare: both(({ activeBuyers = 0, returningBuyers = 0 }) =>
      activeBuyers === 0 ? null : Math.min(1, returningBuyers / activeBuyers),
    ),
    refunded: both(({ refunded }) => there(refunded)),
    returnRate: both(({ returnRate }) => returnRate ?? null),
    grossProfit: both(({ grossProfit }) => grossProfit ?? null),
  };
}

/** @throws Error when a number was not asked for */
function there<T>(figure: T | undefined): T {
  if (figure === undefined) throw new Error('a figure of the weekly report is missing');
  return figure;
}

/** Seven days by their dates: one that the calendar of the zone skipped brought nothing. */
function daysOf({ days }: Week, now: Summary, before: Summary | undefined, currency: string) {
  const nothing = { amount: 0, currency };
  const revenueOn = (summary: Summary | undefined, date: string): Money =>
    summary?.rows.find(({ key }) => key === date)?.revenue ?? nothing;
  return days.map((date) => ({
    date,
    revenue: revenueOn(now, date),
    before: revenueOn(before, weekBefore(date)),
  }));
}

const weekBefore = (date: string): string =>
  new Date(Date.parse(date) - 7 * 86_400_000).toISOString().slice(0, 10);

function leadersOf({ items }: Leaders, titles: ReadonlyMap<string, Localized>): WeeklyReport['leaders'] {
  return items.flatMap(({ key, title = key, value }) => {
    const productId = z.safeParse(ProductId, key);
    if (!productId.success || typeof value !== 'object' || value === null) return [];
    const known = titles.get(key) ?? { en: title, 'zh-CN': title };
    return [{ productId: productId.data, title: known, revenue: value }];
  });
}

const shortOf = ({ productId, variantId, title, available, daysLeft }: StockRow) => ({
  productId: productId as ProductId,
  ...(variantId !== undefined && { variantId }),
  title,
  available,
  daysLeft: daysLeft ?? 0,
});
