import { createHash } from 'node:crypto';
import { type BuyerCount, estimateBuyers } from './buyer-count.ts';
import type { Fact } from '../facts/fact.ts';
import { dayOf, firstSlot, monthOf, type Slot, SLOTS_AN_HOUR, slotInDay, slotOf } from '../calendar/slot.ts';

/**
 * Adaptive sampling (Wegman; Flajolet 1990) of who bought: a period keeps every purchase of the buyers whose hash
 * starts with enough zero bits, and asks for one bit more whenever it grows past its limit. Because the choice is by
 * the buyer, a sampled buyer's purchases are all there, in every period; so distinct buyers and repeat buyers of any
 * range come from the union. Exact while no period of the range has more than {@link SAMPLE_LIMIT} purchases.
 */
export const SAMPLE_LIMIT = 1024;

const BUYER = 8;
const ORDER_END = 12;
const HOURS = 'ABCDEFGHIJKLMNOPQRSTUVWX';
const BITS = 30;

/**
 * A purchase as samples keep it: 48 bits of the buyer, 24 of the order, the hour of the day and its quarter. Those of the
 * releases before end with the hour.
 */
export type Purchase = string;

/** The purchases of some facts by the UTC day and by the UTC month. */
export function purchasesByPeriod(facts: readonly Fact[]): Map<string, Set<Purchase>> {
  const periods = new Map<string, Set<Purchase>>();
  for (const fact of facts) {
    if (fact.kind !== 'placed') continue;
    const slot = slotOf(fact.at);
    const purchase = encode(fact.buyer, fact.order.orderId, slot);
    for (const period of [dayOf(slot), monthOf(slot)]) {
      periods.set(period, (periods.get(period) ?? new Set()).add(purchase));
    }
  }
  return periods;
}

/** How many leading zero bits the buyer's hash has, i.e. up to which level a sample keeps the purchase. */
export function levelOf(purchase: Purchase): number {
  return Math.clz32(Buffer.from(purchase.slice(0, BUYER), 'base64url').readUInt32BE());
}

/** The lowest level at which no more than the limit are left. */
export function levelFor(purchases: Iterable<Purchase>, limit = SAMPLE_LIMIT): number {
  const counts = Array.from({ length: BITS + 3 }, () => 0);
  for (const purchase of purchases) {
    const level = levelOf(purchase);
    counts[level] = (counts[level] ?? 0) + 1;
  }
  let left = counts.reduce((a, b) => a + b, 0);
  let level = 0;
  while (left > limit && level < BITS) {
    left -= counts[level] ?? 0;
    level += 1;
  }
  return level;
}

/** What a period kept: purchases of buyers of at least its level. */
export type Sample = Readonly<{ period: string; level: number; purchases: ReadonlySet<Purchase> }>;

/** Purchases of a day's sample within the slots from (inclusive) to (exclusive); a month's are taken whole. */
export function within({ period, purchases }: Sample, from: Slot, to: Slot): Purchase[] {
  if (period.length === 7) return [...purchases];
  const first = firstSlot(period);
  return [...purchases].filter((purchase) => {
    const hour = HOURS.indexOf(purchase.charAt(ORDER_END));
    const slot = first + hour * SLOTS_AN_HOUR + Number(purchase.slice(ORDER_END + 1));
    return slot >= from && slot < to;
  });
}

/** Counts over the union of samples, at the level of the coarsest of them. */
export function countBuyers(purchases: readonly Purchase[], level: number): BuyerCount {
  const sampled = oncePerOrder(purchases).filter((purchase) => levelOf(purchase) >= level);
  const byBuyer = Map.groupBy(sampled, (purchase) => purchase.slice(0, BUYER));
  const repeaters = [...byBuyer.values()].filter(({ length }) => length > 1).length;
  return estimateBuyers(byBuyer.size, repeaters, 2 ** level);
}

/** An event that comes again after a new release is kept in both forms. */
const oncePerOrder = (purchases: readonly Purchase[]): Purchase[] => [
  ...new Set(purchases.map((purchase) => purchase.slice(0, ORDER_END))),
];

function encode(buyer: string, orderId: string, slot: Slot): Purchase {
  const order = createHash('sha256').update(orderId).digest('base64url').slice(0, 4);
  const inDay = slotInDay(slot);
  return `${buyer.slice(0, BUYER)}${order}${HOURS[Math.floor(inDay / SLOTS_AN_HOUR)]}${inDay % SLOTS_AN_HOUR}`;
}
