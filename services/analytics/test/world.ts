import type { Items } from '@cartless/aggregate';
import type { DomainEvent } from '@cartless/domain';
import { booksStore } from '../src/facts/books-store.ts';
import { booking } from '../src/facts/facts-service.ts';
import { reportParts } from '../src/files/report-parts.ts';
import type { Ground } from '../src/ground.ts';
import { orderFactStore } from '../src/order-lists/order-facts-store.ts';
import { listing } from '../src/order-lists/order-lists-service.ts';
import { liveGeneration } from '../src/rebuilding/generation.ts';
import { reconcile } from '../src/rebuilding/reconcile.ts';
import type { ReportCache } from '../src/reports/report-cache.ts';
import { funnelling, leading, recurring, summarising } from '../src/reports/reports-service.ts';
import { rollUpStore } from '../src/roll-ups/roll-ups-store.ts';
import { foldRollUps } from '../src/roll-ups/fold-roll-ups.ts';

const NOTHING_REMEMBERED: ReportCache = { get: (_question, _seconds, load) => load() };

/** The service's own wiring on any store, with a clock that the test moves. Shop events are of 2026. */
export function analyticsOn(items: Items, more: Partial<Ground> = {}) {
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
  const book = booking(ground);
  const summaries = summarising(ground, NOTHING_REMEMBERED);
  const orderLists = listing(ground);
  const cohorts = recurring(ground, NOTHING_REMEMBERED);
  return {
    clock,
    ground,
    /** Books events in one batch; answers the codes of those that can never be booked. */
    book: async (...events: readonly DomainEvent[]) =>
      (await book(events)).map(({ error }) => (error as { code?: string }).code),
    /** Another container with what it remembers, which writes to a shard of its own. */
    consumer: (shard: number) => booking({ ...ground, random: () => shard / ground.shards }),
    summaries,
    funnels: funnelling(ground, NOTHING_REMEMBERED),
    cohorts,
    leaders: leading(ground, NOTHING_REMEMBERED),
    orderLists,
    parts: reportParts({ summaries, cohorts, orderLists, now }),
    differences: reconcile({ rollUps: rollUpStore(ground), orders: orderFactStore(ground) }),
    fold: async (at: string) =>
      foldRollUps(
        { items, shards: ground.shards, zones: ground.zones, generation: await ground.generation() },
        new Date(at),
      ),
    carryOver: (shard: number) => booksStore({ ...ground, shard }).carryOver(),
  };
}

export type Analytics = ReturnType<typeof analyticsOn>;
