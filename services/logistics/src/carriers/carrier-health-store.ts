import type { Item, Items } from '@cartless/aggregate';
import { isRecent } from '@cartless/domain';
import { log } from '@cartless/lambda';
import type { CarrierHealth } from './carrier-health.ts';
import type { CarrierReport, HealthReports } from './report-carriers.ts';
import type { Clock } from '../shipments/ports.ts';

const MINUTE_MS = 60_000;
/** The minutes of the last quarter of an hour are reported, those of the last day kept. */
const REPORTED_MINUTES = 15;
const KEPT_SECONDS = 86_400;
/** For so long a container believes what it read. */
const REMEMBERED_MS = 5000;

const partition = (provider: string): string => `carrier#${provider}`;
const minuteOf = (at: number): string => `minute#${new Date(at).toISOString().slice(0, 16)}`;

/**
 * Shares the carriers' health through the service's table: one item a minute that counts calls, and one that says until
 * when the breaker is open.
 */
export function carrierHealthStore(items: Items, clock: Clock): CarrierHealth & HealthReports {
  const remembered = new Map<string, { openUntil: number; readAt: number }>();

  const pending = new Set<Promise<unknown>>();
  const write = (what: string, work: Promise<unknown>): void => {
    const noted = work
      .catch((error: unknown) => log.warn('the health of a carrier could not be noted', { what, error }))
      .finally(() => pending.delete(noted));
    pending.add(noted);
  };
  const setOpen = async (provider: string, openUntil: number): Promise<void> => {
    remembered.set(provider, { openUntil, readAt: clock().getTime() });
    await items.write([{ put: { pk: partition(provider), sk: 'state', openUntil } }]);
  };

  return {
    called(provider, ok, ms) {
      const at = clock().getTime();
      log.info('carrier call', { carrier: provider, ok, ms: Math.round(ms) });
      const update = { pk: partition(provider), sk: minuteOf(at) };
      const add = { calls: 1, failures: ok ? 0 : 1, ms: Math.round(ms) };
      const set = { expiresAt: Math.floor(at / 1000) + KEPT_SECONDS };
      write('call', items.write([{ update, add, set }]));
    },

    opened(provider, forMs) {
      log.error('carrier breaker opened', { carrier: provider, forMs });
      write('opened', setOpen(provider, clock().getTime() + forMs));
    },

    closed(provider) {
      log.info('carrier breaker closed', { carrier: provider });
      write('closed', setOpen(provider, 0));
    },

    async isOpen(provider) {
      const now = clock().getTime();
      const known = remembered.get(provider);
      if (known !== undefined && isRecent(known.readAt, REMEMBERED_MS, now)) return known.openUntil > now;
      const state = await items.get({ pk: partition(provider), sk: 'state' });
      const openUntil = Number(state?.['openUntil'] ?? 0);
      remembered.set(provider, { openUntil, readAt: now });
      return openUntil > now;
    },

    async settled() {
      await Promise.all(pending);
    },

    async report(provider) {
      const now = clock().getTime();
      const { items: newest } = await items.query({
        hash: partition(provider),
        // Backwards, `state` comes first and the newest minutes follow.
        backward: true,
        limit: REPORTED_MINUTES + 1,
      });
      return summarise(provider, newest, now);
    },
  };
}

function summarise(provider: string, items: readonly Item[], now: number): CarrierReport {
  const since = minuteOf(now - REPORTED_MINUTES * MINUTE_MS);
  const minutes = items.filter((item) => String(item['sk']) >= since);
  const sum = (name: string): number => minutes.reduce((total, item) => total + Number(item[name] ?? 0), 0);
  const calls = sum('calls');
  return {
    carrier: provider,
    openUntil: Number(items.find((item) => item['sk'] === 'state')?.['openUntil'] ?? 0),
    calls,
    successRate: calls === 0 ? null : (calls - sum('failures')) / calls,
    averageMs: calls === 0 ? null : Math.round(sum('ms') / calls),
  };
}
