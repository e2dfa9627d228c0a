import { DisputeClosed, skuOf, UserRegistered, UserRegisteredV2 } from '@cartless/domain';
import { ANALYTICS_TABLE } from '../../../../services/analytics/src/analytics-table.ts';
import {
  freshGeneration,
  liveGeneration,
  SETTLE_MS,
} from '../../../../services/analytics/src/rebuilding/generation.ts';
import { rebuildGeneration } from '../../../../services/analytics/src/rebuilding/rebuild-generation.ts';
import { heldBy } from './held.ts';
import { ordersOf } from './orders.ts';
import { refundedOfSale } from '../../../../services/orders/src/payments/money-kept.ts';
import { discountOf } from '../../../../services/orders/src/ordering/order.ts';
import { lineAmount } from '../../../../services/orders/src/tax/order-tax.ts';
import type { Order } from './orders.ts';
import { type Shop, staff } from './shop.ts';

/** Who reads reports. */
export const READER = staff('reports');

/** The numbers that can be told from the orders' own table. */
export const RECOUNTED = [
  'orders',
  'units',
  'revenue',
  'cancelled',
  'refunded',
  'refundedByOrderDate',
  'discounts',
  'shipping',
  'tax',
  'unitsSold',
  'returnedUnits',
  'returnsRequested',
  'returnsApproved',
  'returnsRejected',
  'returnsWithdrawn',
  'newBuyers',
  'activeBuyers',
  'disputes',
  'disputedAmount',
  'disputesWon',
  'disputesLost',
  'lostToDisputes',
  'undelivered',
  'paymentFailures',
  'failedAmount',
  'unpaidExpired',
  'unpaidAmount',
  'costOfGoods',
  'newUsers',
] as const;
export type Recounted = (typeof RECOUNTED)[number];

type Count = Readonly<{ what: Recounted; at: number; amount: number }>;

/** When an order was paid by money that fitted it; what costs nothing is paid when it is placed. */
function paidAt(order: Order): number | undefined {
  const { captures, total, placedAt } = order;
  if (total === 0) return placedAt;
  return captures.find(({ intent, currency }) => currency === undefined && isEarned(order, intent))?.at;
}

/** Whether a payment fitted its order. */
const isEarned = ({ refunds }: Order, intent: string): boolean =>
  !refunds.some((refund) => refund.intent === intent && refund.unearned);

/** What the units cost the shop that are not on its shelf again. */
const costOf = (order: Order): number => {
  const held = heldBy(order);
  return summed(order.lines, (line) => (line.cost ?? 0) * (held.get(skuOf(line)) ?? 0));
};

const summed = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);
const quantity = (one: Readonly<{ quantity: number }>): number => one.quantity;

/** What an order counts, told from its item alone. */
export function countsOf(order: Order): readonly Count[] {
  const { placedAt, lines, total, returns } = order;
  const counts: Count[] = [];
  const add = (what: Recounted, at: number | undefined, amount = 1): void => {
    if (at !== undefined) counts.push({ what, at, amount });
  };
  const paid = paidAt(order);
  add('orders', placedAt);
  add('units', placedAt, summed(lines, quantity));
  add('refundedByOrderDate', placedAt, refundedOfSale(order));
  add('revenue', paid, total);
  add('unitsSold', paid, summed(lines, quantity));
  add('discounts', paid, discountOf(order));
  add('shipping', paid, total - summed(lines, lineAmount));
  add('tax', paid, order.tax?.included ?? 0);
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
    else if ('decision' in one) add('returnsApproved', one.decision?.at);
    if ('withdrawn' in one) add('returnsWithdrawn', one.withdrawn?.at);
    if (one.status === 'received')
      add('returnedUnits', one.received.at, summed(one.received.items, quantity));
  }
  return counts;
}

/** The numbers of all orders, in all and by the days of UTC. */
export function recounted(shop: Shop): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, amount: number): void => void sums.set(name, (sums.get(name) ?? 0) + amount);
  const first = new Map<string, number>();
  for (const order of ordersOf(shop)) {
    for (const { what, at, amount } of countsOf(order)) {
      add(`${what} ${dayOf(at)}`, amount);
      add(`${what} in all`, amount);
    }
    first.set(order.userId, Math.min(first.get(order.userId) ?? Infinity, order.placedAt));
  }
  for (const at of first.values()) add(`newBuyers ${dayOf(at)}`, 1);
  for (const [what, ids] of toldOf(shop)) {
    add(`${what} in all`, ids.size);
  }
  add('newBuyers in all', first.size);
  add('activeBuyers in all', first.size);
  return sums;
}

/** What is told by events alone, by what it counts: each is an event that tells of it, however often it was published. */
function toldOf({ world }: Shop): ReadonlyMap<Recounted, ReadonlySet<string>> {
  const told = new Map<Recounted, Set<string>>();
  const add = (what: Recounted, id: string): void =>
    void told.set(what, (told.get(what) ?? new Set()).add(id));
  for (const { type, body } of world.bus.published) {
    if (type !== DisputeClosed.type && !NEW_USERS.has(type)) continue;
    const { id, data } = JSON.parse(body) as Readonly<{
      id: string;
      data: Readonly<{ userId: string; outcome?: string }>;
    }>;
    if (type !== DisputeClosed.type) add('newUsers', data.userId);
    else if (data.outcome === 'won') add('disputesWon', id);
    else if (data.outcome === 'lost') add('disputesLost', id);
  }
  return told;
}
const NEW_USERS: ReadonlySet<string> = new Set([UserRegistered.type, UserRegisteredV2.type]);

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
