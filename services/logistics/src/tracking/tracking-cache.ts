import { type Ages, answerCache, type CacheSettings } from '@cartless/cache';
import type { Clock } from '../shipments/ports.ts';
import type { TrackingCache } from './track-shipment.ts';
import type { TrackingView } from './tracking-view.ts';

export type TrackingCacheSettings = Readonly<{
  /** The table that the answers come from: stages that share a Redis do not share answers. */
  table: string;
  /** Younger answers are given without any read. */
  freshMs: number;
  /** Answers up to this age are given at once, and renewed meanwhile. */
  staleMs: number;
  /** The address of a Redis that containers share. */
  redis?: CacheSettings['redis'];
  clock: Clock;
}>;

/** A cache whose connection can be closed, by a process that is to end. */
export type ClosableCache = TrackingCache & Readonly<{ close(): Promise<void> }>;

/** When nothing else is to be had, an answer may be so old. */
const KEPT_MS = 86_400_000;
/** About two kilobytes each. */
const MOST_ANSWERS = 5000;

/** Remembers tracking answers, but not that a number is unknown: its parcel may be made at any moment. */
export function trackingCache(settings: TrackingCacheSettings): ClosableCache {
  const { table, freshMs, staleMs, redis, clock } = settings;
  const cache = answerCache({ name: `${table}:tracking:2`, most: MOST_ANSWERS, redis, clock });
  const agesOf = (view: TrackingView | undefined): Ages | undefined =>
    view && { freshMs, staleMs, keptMs: KEPT_MS };
  return {
    async get(key, load) {
      const { value, stale } = await cache.get(key, load, agesOf);
      return value && { view: value, stale };
    },
    close: () => cache.close(),
  };
}
