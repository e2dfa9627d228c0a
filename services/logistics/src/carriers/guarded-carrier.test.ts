import { describe, expect, it } from '@jest/globals';
import type { AbortableCarrier } from './carrier.ts';
import type { CarrierHealth } from './carrier-health.ts';
import { CarrierUnavailable, isNothingSent, NOTHING_SENT } from './errors.ts';
import { guardedCarrier } from './guarded-carrier.ts';

const nothing = () => undefined;
const health = (isOpen = false): CarrierHealth => ({
  called: nothing,
  opened: nothing,
  closed: nothing,
  isOpen: async () => isOpen,
  settled: async () => undefined,
});
const SETTINGS = { timeoutMs: 60_000, retries: 1, failures: 9, openMs: 1, atOnce: 1, queued: 0 };

const unreached = () => CarrierUnavailable({ details: { reason: 'no connection', ...NOTHING_SENT } });
const lost = () => CarrierUnavailable({ details: { reason: 'the answer broke off' } });

/** What the caller is told when the tries end so. */
async function told(failures: readonly Error[], isOpen = false): Promise<unknown> {
  const left = [...failures];
  const carrier = { provider: 'van', ping: () => Promise.reject(left.shift() ?? new Error('no more')) };
  const guarded = guardedCarrier(carrier as unknown as AbortableCarrier, health(isOpen), SETTINGS);
  return guarded.ping().catch((error: unknown) => error);
}

describe('a call that failed', () => {
  it('sent nothing when no try got through, or the breaker is open', async () => {
    expect(isNothingSent(await told([unreached(), unreached()]))).toBe(true);
    expect(isNothingSent(await told([], true))).toBe(true);
  });

  it.each([
    ['the first', [lost(), unreached()]],
    ['the last', [unreached(), lost()]],
  ])('may have been carried out when %s try got through', async (_, failures) => {
    const error = await told(failures);
    expect(error).toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    expect(isNothingSent(error)).toBe(false);
  });
});
