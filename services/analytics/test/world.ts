import type { Items } from '@cartless/aggregate';
import type { DomainEvent } from '@cartless/domain';
import { booking, bookingWaiting } from '../src/facts/facts-service.ts';
import { QUIET_MS } from '../src/facts/waiting-facts.ts';
import { reportParts } from '../src/files/report-parts.ts';
import type { TimeLeft } from '../src/facts/ports.ts';
import type { Ground } from '../src/ground.ts';
import { orderFactStore } from '../src/order-lists/order-facts-store.ts';
import { listing } from '../src/order-lists/order-lists-service.ts';
import { liveGeneration } from '../src/rebuilding/generation.ts';
import { reconcile } from '../src/rebuilding/reconcile.ts';
import type { ReportCache } from '../src/reports/report-cache.ts';
import {
  fulfilling,
  funnelling,
  leading,
  recurring,
  summarising,
  stocking,
  wholeStock,
} from '../src/reports/reports-service.ts';
import { carrySamples } from '../src/buyers/buyer-samples-store.ts';
import { carryOver } from '../src/roll-ups/pending-roll-ups.ts';
import { rollUpStore } from '../src/roll-ups/roll-ups-store.ts';
import { foldRollUps } from '../src/roll-ups/fold-roll-ups.ts';

const NOTHING_REMEMBERED: ReportCache = { get: (_question, _seconds, load) => load() };

/** The service's own wiring on any store, with a clock that the test moves. Shop events are of 2026. */
export function analyticsOn(
  items: Items,
  {
    cache = NOTHING_REMEMBERED,
    fewDays,
    ...more
  }: Partial<Ground> & Readonly<{ cache?: ReportCache; fewDays?: number }> = {},
) {
  const clock = { at: Date.parse('2026-12-01T00:00:00Z') };
  const now = () => new Date(clock.at);
  const generation = liveGeneration({ items, now });
  const ground: Ground = {
    items,
    now,
    generation,
    zones: ['Asia/Shanghai'],
    shards: 2,
    currency: 'CNY',
    random: () => 0,
    ...more,
  };
  const book = booking(ground, fewDays);
  const summaries = summarising(ground, cache);
  const orderLists = listing(ground);
  const cohorts = recurring(ground, cache);
  const fulfilments = fulfilling(ground, cache);
  return {
    clock,
    ground,
    /** Books events in one batch; answers the codes of those that can never be booked. */
    book: async (...events: readonly DomainEvent[]) =>
      (await book(events)).rejected.map(({ error }) => (error as { code?: string }).code),
    /** Another container with what it remembers, which writes to a shard of its own. */
    consumer: (shard: number) => booking({ ...ground, random: () => shard / ground.shards }, fewDays),
    summaries,
    funnels: funnelling(ground, cache),
    stock: stocking(ground, cache),
    fulfilments,
    cohorts,
    leaders: leading(ground, cache),
    orderLists,
    parts: reportParts({ summaries, cohorts, fulfilments, stock: wholeStock(ground), orderLists, now }),
    differences: reconcile({ rollUps: rollUpStore(ground), orders: orderFactStore(ground) }),
    fold: async (at: string) =>
      foldRollUps(
        { items, shards: ground.shards, zones: ground.zones, generation: await ground.generation() },
        new Date(at),
      ),
    /** What the scheduled task does with facts that wait, when no more of them come. */
    bookWaiting: (timeLeft: TimeLeft = () => Infinity) =>
      bookingWaiting({ ...ground, now: () => new Date(clock.at + QUIET_MS) })(timeLeft),
    /** What it does for a shard. */
    carryOver: async (shard: number) => {
      const place = { ...ground, generation: await ground.generation(), shard };
      let entries = 0;
      for (let isMore = true; isMore;) {
        const { carried, isLeft } = await carryOver(place, { timeLeft: () => Infinity, most: Infinity });
        entries += carried;
        isMore = isLeft;
      }
      await carrySamples(ground, () => Infinity);
      return entries;
    },
  };
}

export type Analytics = ReturnType<typeof analyticsOn>;
