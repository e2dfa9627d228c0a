import { AppError, isError } from '@cartless/domain';
import {
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  BrokenCircuitError,
  ConsecutiveBreaker,
  decorrelatedJitterGenerator,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import type { AbortableCarrier, Carrier } from './carrier.ts';
import type { CarrierHealth } from './carrier-health.ts';
import { CarrierUnavailable } from './errors.ts';

export type GuardSettings = Readonly<{
  timeoutMs: number;
  /** Tries after the first. */
  retries: number;
  /** Failures in a row that open the breaker, and for how long. */
  failures: number;
  openMs: number;
  /** Calls at once, and how many may wait for a place. */
  atOnce: number;
  queued: number;
}>;

/**
 * Puts timeout, retry with jitter, circuit breaker and bulkhead before a carrier. While the breaker is open, here or in
 * any other container, calls fail at once.
 */
export function guardedCarrier(
  carrier: AbortableCarrier,
  health: CarrierHealth,
  settings: GuardSettings,
): Carrier {
  const { provider } = carrier;
  const passing = handleWhen(
    (error) => isError(CarrierUnavailable, error) || error instanceof TaskCancelledError,
  );
  const breaker = circuitBreaker(passing, {
    halfOpenAfter: settings.openMs,
    breaker: new ConsecutiveBreaker(settings.failures),
  });
  breaker.onBreak(() => health.opened(provider, settings.openMs));
  breaker.onReset(() => health.closed(provider));
  const policy = wrap(
    bulkhead(settings.atOnce, settings.queued),
    retry(passing, {
      maxAttempts: settings.retries,
      backoff: new ExponentialBackoff({
        generator: decorrelatedJitterGenerator,
        initialDelay: 100,
        maxDelay: 1000,
      }),
    }),
    breaker,
    timeout(settings.timeoutMs, TimeoutStrategy.Aggressive),
  );
  const guarded = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (await health.isOpen(provider)) throw unavailable('its circuit breaker is open');
    try {
      return await policy.execute(({ signal }) => measured(health, provider, () => run(signal), signal));
    } catch (error) {
      throw translated(error);
    } finally {
      await health.settled();
    }
  };
  return {
    provider,
    book: (consignment) => guarded((signal) => carrier.book(consignment, signal)),
    booked: (booking) => guarded((signal) => carrier.booked(booking, signal)),
    buy: (booking, rateId) => guarded((signal) => carrier.buy(booking, rateId, signal)),
    giveBack: (booking) => guarded((signal) => carrier.giveBack(booking, signal)),
    track: (label) => guarded((signal) => carrier.track(label, signal)),
    ping: () => guarded((signal) => carrier.ping(signal)),
  };
}

/** A refusal is an answer like any other: the carrier works. A call that is broken off failed when it was broken off. */
async function measured<T>(
  health: CarrierHealth,
  provider: string,
  run: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const started = performance.now();
  let told = false;
  const tell = (ok: boolean): void => {
    if (told) return;
    told = true;
    health.called(provider, ok, performance.now() - started);
  };
  signal.addEventListener('abort', () => tell(false), { once: true });
  try {
    const value = await run();
    tell(true);
    return value;
  } catch (error) {
    tell(error instanceof AppError && !isError(CarrierUnavailable, error));
    throw error;
  }
}

function translated(error: unknown): unknown {
  if (error instanceof BrokenCircuitError) return unavailable('its circuit breaker is open', error);
  if (error instanceof BulkheadRejectedError) return unavailable('too many calls at once', error);
  if (error instanceof TaskCancelledError) return unavailable('no answer in time', error);
  return error;
}

const unavailable = (reason: string, cause?: unknown): AppError =>
  CarrierUnavailable({ details: { reason, retryAfter: 30 }, ...(cause !== undefined && { cause }) });
