import { DisputeClosed, ReturnApproved, skuOf, UserRegistered, UserRegisteredV2 } from '@cartless/domain';
import { ANALYTICS_TABLE } from '../../../../services/analytics/src/analytics-table.ts';
import {
  freshGeneration,
  liveGeneration,
  SETTLE_MS,
} from '../../../../services/analytics/src/rebuilding/generation.ts';
import { rebuildGeneration } from '../../../../services/analytics/src/rebuilding/rebuild-generation.ts';
import { type BuyerCount, estimateBuyers } from '../../../../services/analytics/src/buyers/buyer-count.ts';
import {
  amountOf,
  countersOf,
  isOfBuyers,
  type Metric,
  METRICS,
  type Sums,
} from '../../../../services/analytics/src/reports/metric.ts';
import type { Counter } from '../../../../services/analytics/src/roll-ups/counter.ts';
import { sentFor } from '../../../../services/orders/src/stock/held-units.ts';
import { ordersOf } from './orders.ts';
import { refundedOfSale } from '../../../../services/orders/src/payments/money-kept.ts';
import { discountOf } from '../../../../services/orders/src/ordering/order.ts';
import { lineAmount } from '../../../../services/orders/src/tax/order-tax.ts';
import type { Order } from './orders.ts';
import { type Shop, staff } from './shop.ts';

/** Who reads reports. */
export const READER = staff('reports');

/** Counters of which metrics are made and that are not recounted, each with the reason. All others are. */
const NOT_RECOUNTED: Readonly<Partial<Record<Counter, string>>> = {
  taxRefunded: 'it is rounded for each refund by itself',
  goodsProfit: 'it follows from the tax of each line, which an order does not keep',
  uncostedReturns: 'it counts what came back, of what nothing is known',
  labels: 'what carriers ask for labels they alone know',
  labelsCosted: 'as labels',
  labelCost: 'as labels',
};

/** These are of days that the orders do not tell: of refunds, of goods that came back, of tries to pay, of what was allowed and is not any more. */
const IN_ALL_ONLY: ReadonlySet<Counter> = new Set<Counter>([
  'refunded',
  'lostToDisputes',
  'disputesWon',
  'disputesLost',
  'paymentFailures',
  'failedAmount',
  'costOfGoods',
  'registered',
  'returnsApproved',
]);

/** A metric that can be recounted, and whether by days, too. */
export type Recounted = Readonly<{ metric: Metric; byDay: boolean }>;

/** All metrics of which everything that they are made of is recounted. */
export const RECOUNTED: readonly Recounted[] = METRICS.flatMap((metric) => {
  const parts = [...countersOf([metric])];
  if (parts.some((counter) => counter in NOT_RECOUNTED)) return [];
  return [{ metric, byDay: !isOfBuyers(metric) && !parts.some((counter) => IN_ALL_ONLY.has(counter)) }];
});

type Count = Readonly<{ what: Counter; at: number; amount: number }>;

/** When an order was paid by money that fitted it; what costs nothing is paid when it is placed. */
function paidAt(order: Order): number | undefined {
  const { captures, total, placedAt } = order;
  if (total === 0) return placedAt;
  return captures.find(({ intent, currency }) => currency === undefined && isEarned(order, intent))?.at;
}

/** Whether a payment fitted its order. */
const isEarned = ({ refunds }: Order, intent: string): boolean =>
  !refunds.some((refund) => refund.intent === intent && refund.unearned);

/** What the units cost the shop that left and are not on its shelf again. */
const costOf = (order: Order): number => {
  const sent = sentFor(order);
  return summed(order.lines, (line) => (line.cost ?? 0) * (sent.get(skuOf(line)) ?? 0));
};

const summed = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);
const quantity = (one: Readonly<{ quantity: number }>): number => one.quantity;

/** What an order counts, told from its item alone. */
export function countsOf(order: Order): readonly Count[] {
  const { placedAt, lines, total, returns } = order;
  const counts: Count[] = [];
  const add = (what: Counter, at: number | undefined, amount = 1): void => {
    if (at !== undefined) counts.push({ what, at, amount });
  };
  const paid = paidAt(order);
  add('orders', placedAt);
  add('units', placedAt, summed(lines, quantity));
  add('refundedByOrderDate', placedAt, refundedOfSale(order));
  add('paidOrders', paid);
  add('revenue', paid, total);
  add('unitsSold', paid, summed(lines, quantity));
  add('discounts', paid, discountOf(order));
  add('shipping', paid, total - summed(lines, lineAmount));
  add('tax', paid, order.tax?.included ?? 0);
  const costed = lines.filter(({ cost }) => cost !== undefined);
  add('unitsCosted', paid, summed(costed, quantity));
  if (costed.length === lines.length) add('costedOrders', paid);
  add('costOfGoods', paid, costOf(order));
  add('refunded', placedAt, refundedOfSale(order));
  if (order.status === 'cancelled') {
    const { at, why } = order.cancelled;
    add('cancelled', at);
    if (why === 'unpaid') {
      add('unpaidExpired', at);
      add('unpaidAmount', at, total);
    }
  }
  const { disputes = [], failures = [] } = order;
  for (const { openedAt, amount, currency, lost, intent } of disputes) {
    add('disputes', openedAt);
    if (currency === undefined) add('disputedAmount', openedAt, amount);
    if (currency === undefined && isEarned(order, intent)) add('lostToDisputes', openedAt, lost);
  }
  add('paymentFailures', placedAt, failures.length);
  add('failedAmount', placedAt, failures.length * total);
  for (const { status, at } of order.history) if (status === 'undelivered') add('undelivered', at);
  for (const one of returns) {
    add('returnsRequested', one.at);
    if (one.status === 'rejected') add('returnsRejected', one.decision.at);
    if ('withdrawn' in one) add('returnsWithdrawn', one.withdrawn?.at);
    if (one.status === 'received')
      add('returnedUnits', one.received.at, summed(one.received.items, quantity));
  }
  return counts;
}

/** The counters of all orders, in all and by the days of UTC, and who ordered. */
export type Recount = Readonly<{ sums: ReadonlyMap<string, Sums>; buyers: BuyerCount }>;
export const IN_ALL = 'in all';

export function recounted(shop: Shop): Recount {
  const sums = new Map<string, Sums>();
  const add = (where: string, what: Counter, amount: number): void => {
    const place = sums.get(where) ?? new Map<Counter, number>();
    sums.set(where, place.set(what, (place.get(what) ?? 0) + amount));
  };
  const placed = Map.groupBy(ordersOf(shop), ({ userId }) => userId);
  for (const own of placed.values()) {
    for (const { what, at, amount } of own.flatMap(countsOf)) {
      add(dayOf(at), what, amount);
      add(IN_ALL, what, amount);
    }
    add(dayOf(firstOf(own)), 'newBuyers', 1);
    add(IN_ALL, 'newBuyers', 1);
  }
  for (const [what, ids] of toldOf(shop)) add(IN_ALL, what, ids.size);
  const repeaters = [...placed.values()].filter(({ length }) => length > 1).length;
  return { sums, buyers: estimateBuyers(placed.size, repeaters, 1) };
}

const firstOf = (own: readonly Order[]): number => Math.min(...own.map(({ placedAt }) => placedAt));

/** What a recount finds for a metric, somewhere. */
export const expectedOf = ({ sums, buyers }: Recount, metric: Metric, where: string): number | null =>
  amountOf(metric, sums.get(where) ?? new Map(), buyers);

/** The people of each month, by that of their first order, and what they did in each month since: `2026-03 2026-04 orders`. */
export function cohortsOf(shop: Shop): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, amount: number): void => void sums.set(name, (sums.get(name) ?? 0) + amount);
  for (const own of Map.groupBy(ordersOf(shop), ({ userId }) => userId).values()) {
    const cohort = monthOf(firstOf(own));
    add(`${cohort} buyers`, 1);
    if (own.length > 1) add(`${cohort} cameBack`, 1);
    for (const month of new Set(own.map(({ placedAt }) => monthOf(placedAt))))
      add(`${cohort} ${month} buyers`, 1);
    for (const order of own) {
      add(`${cohort} ${monthOf(order.placedAt)} orders`, 1);
      const paid = paidAt(order);
      if (paid !== undefined) add(`${cohort} ${monthOf(paid)} revenue`, order.total);
    }
  }
  return sums;
}
const monthOf = (at: number): string => dayOf(at).slice(0, 7);

/** What is told by events alone, by what it counts: each is an event that tells of it, however often it was published. */
function toldOf({ world }: Shop): ReadonlyMap<Counter, ReadonlySet<string>> {
  const told = new Map<Counter, Set<string>>();
  const add = (what: Counter, id: string): void => void told.set(what, (told.get(what) ?? new Set()).add(id));
  for (const { type, body } of world.bus.published) {
    if (!TOLD_ALONE.has(type)) continue;
    const { id, data } = JSON.parse(body) as Readonly<{
      id: string;
      data: Readonly<{ userId: string; outcome?: string }>;
    }>;
    if (type === ReturnApproved.type) add('returnsApproved', id);
    else if (type !== DisputeClosed.type) add('registered', data.userId);
    else if (data.outcome === 'won') add('disputesWon', id);
    else if (data.outcome === 'lost') add('disputesLost', id);
  }
  return told;
}
const TOLD_ALONE: ReadonlySet<string> = new Set([
  DisputeClosed.type,
  ReturnApproved.type,
  UserRegistered.type,
  UserRegisteredV2.type,
]);

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Makes all numbers anew from the archive, as somebody does by hand. @returns whether it came to its end */
export async function rebuildBooks({ world }: Shop): Promise<boolean> {
  const now = (): Date => new Date();
  const items = world.tables.items('analytics/AnalyticsTable', ANALYTICS_TABLE);
  const generation = liveGeneration({ items, now });
  try {
    const live = await generation();
    const next = await freshGeneration(items, live);
    const random = (): number => world.chance.next('rebuild');
    const own = { items, now, generation, zones: [], shards: 4, currency: 'CNY', random };
    const { isDone } = await rebuildGeneration(own, {
      live,
      next,
      timeLeft: () => Infinity,
      segment: 5,
      unbookable: () => undefined,
      settle: () => world.wait(SETTLE_MS),
      progress: () => undefined,
    });
    return isDone;
  } catch (error) {
    world.note(() => `a rebuild was cut off: ${String(error)}`);
    return false;
  }
}
