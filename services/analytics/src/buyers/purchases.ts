import { type Amounts, COUNTERS } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import { monthOf, monthsBetween, slotOf } from '../calendar/slot.ts';
import type { Fact } from '../facts/fact.ts';
import type { RollUpChange } from '../roll-ups/roll-up.ts';

/** What a person did in a UTC month: orders placed, and money captured in minor units. */
export type MonthOfPurchases = Readonly<{ orders: number; revenue: number }>;

/** What is kept of a person's buying: no more entries than months in which they bought or paid. */
export type Purchases = Readonly<{
  /** When they placed their first order, as far as is known; ISO 8601. */
  first?: string;
  /** By UTC month, `2026-11`. */
  months?: Readonly<Record<string, MonthOfPurchases>>;
}>;

/** A person's buying after a fact of an order that was not counted before; undefined when it is not about buying. */
export function afterPurchase({ first, months = {} }: Purchases, fact: Fact): Purchases | undefined {
  if (fact.kind !== 'placed' && fact.kind !== 'paid') return undefined;
  const isPlaced = fact.kind === 'placed';
  const month = monthOf(slotOf(fact.at));
  const before = months[month] ?? { orders: 0, revenue: 0 };
  const after = {
    orders: before.orders + (isPlaced ? 1 : 0),
    revenue: before.revenue + (isPlaced ? 0 : fact.order.total),
  };
  const earliest = isPlaced && (first === undefined || isEarlier(fact.at, first)) ? fact.at : first;
  return { ...(earliest !== undefined && { first: earliest }), months: { ...months, [month]: after } };
}

const isEarlier = (a: string, b: string): boolean => new Date(a).getTime() < new Date(b).getTime();

/**
 * What somebody who bought like this is in the cohort of the month of their first order: one of those who ordered so
 * many months later, with how many orders and how much money; and one of those who came back, with two orders or more.
 * A roll-up of a cohort has one number for each counter and month since (`b0`, `b1`, …). Money of somebody of whom no order
 * is known yet waits in their record.
 */
export function ofCohort({ first, months = {} }: Purchases, sign: 1 | -1): RollUpChange[] {
  if (first === undefined) return [];
  const period = monthOf(slotOf(first));
  const adds: Record<string, number> = {};
  const grow = (amounts: Amounts, since: number | ''): void => {
    for (const [name, amount] of Object.entries(amounts)) {
      const attribute = `${COUNTERS[name as keyof Amounts]}${since}`;
      adds[attribute] = (adds[attribute] ?? 0) + sign * amount;
    }
  };
  let all = 0;
  for (const [month, { orders, revenue }] of Object.entries(months)) {
    // No clock of a payment makes it earlier than what is paid.
    const since = Math.max(0, monthsBetween(period, month));
    grow({ ...(orders > 0 && { ordered: 1, orders }), revenue }, since);
    all += orders;
  }
  if (all > 1) grow({ cameBack: 1 }, '');
  return [{ dimension: 'repurchase', value: WHOLE, period, adds }];
}
