import { type Ages, answerCache, type CacheSettings } from '@cartless/cache';
import type { Clock } from '../shipments/ports.ts';
import type { TrackingCache } from './track-shipment.ts';
import type { TrackingView } from './tracking-view.ts';

export type TrackingCacheSettings = Readonly<{
  /** The table that the answers come from: stages that share a Redis do not share answers. */
  table: string;
  /** Younger answers are given without any read; a test may want another age. */
  freshMs?: number | undefined;
  /** The address of a Redis that containers share. */
  redis?: CacheSettings['redis'];
  clock: Clock;
}>;

/** A cache whose connection can be closed, by a process that is to end. */
export type ClosableCache = TrackingCache & Readonly<{ close(): Promise<void> }>;

/**
 * What changed is shown by every container within a second: nobody is told of it, an answer is soon read again. That costs one
 * read of the order's partition, and no call of a carrier.
 */
const FRESH_MS = 500;
/** When nothing else is to be had, an answer may be so old. */
const KEPT_MS = 86_400_000;
/** About two kilobytes each. */
const MOST_ANSWERS = 5000;

/** Remembers tracking answers, but not that a number is unknown: its parcel may be made at any moment. */
export function trackingCache(settings: TrackingCacheSettings): ClosableCache {
  const { table, freshMs = FRESH_MS, redis, clock } = settings;
  const cache = answerCache({ name: `${table}:tracking:2`, most: MOST_ANSWERS, redis, clock });
  const agesOf = (view: TrackingView | undefined): Ages | undefined => view && { freshMs, keptMs: KEPT_MS };
  return {
    async get(key, load) {
      const { value, stale } = await cache.get(key, load, agesOf);
      return value && { view: value, stale };
    },
    close: () => cache.close(),
  };
}
