import { AppError, isError, type Localized } from '@cartless/domain';
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
import type { Label } from '../shipments/shipment.ts';
import { CarrierUnavailable, foundWrong, isNothingSent, NOTHING_SENT } from './errors.ts';

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
  const { provider, follow } = carrier;
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
    if (await health.isOpen(provider)) throw unavailable(foundWrong('its circuit breaker is open'), true);
    // Tries that may have reached the carrier; one that is broken off is among them.
    let reached = 0;
    const tried = async (signal: AbortSignal): Promise<T> => {
      reached += 1;
      return run(signal).catch((error: unknown) => {
        if (isNothingSent(error)) reached -= 1;
        throw error;
      });
    };
    try {
      return await policy.execute(({ signal }) => measured(health, provider, () => tried(signal), signal));
    } catch (error) {
      throw translated(error, reached === 0);
    } finally {
      await health.settled();
    }
  };
  return {
    provider,
    book: (consignment) => guarded((signal) => carrier.book(consignment, signal)),
    booked: (booking, consignment) => guarded((signal) => carrier.booked(booking, consignment, signal)),
    buy: (booking, rateId, consignment) =>
      guarded((signal) => carrier.buy(booking, rateId, consignment, signal)),
    giveBack: (booking, label) => guarded((signal) => carrier.giveBack(booking, label, signal)),
    track: (label) => guarded((signal) => carrier.track(label, signal)),
    ...(follow && { follow: (label: Label) => guarded((signal) => follow(label, signal)) }),
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

/** What a caller is told. A failure is "nothing sent" only when no try of this call can have reached the carrier. */
function translated(error: unknown, nothingSent: boolean): unknown {
  if (error instanceof BrokenCircuitError)
    return unavailable(foundWrong('its circuit breaker is open'), nothingSent, error);
  if (error instanceof BulkheadRejectedError)
    return unavailable(foundWrong('too many calls at once'), nothingSent, error);
  if (error instanceof TaskCancelledError)
    return unavailable(foundWrong('no answer in time'), nothingSent, error);
  if (isNothingSent(error) && !nothingSent)
    return unavailable(foundWrong('its answer was lost'), false, error);
  return error;
}

const unavailable = (reason: Localized, nothingSent: boolean, cause?: unknown): AppError =>
  CarrierUnavailable({
    details: { reason, retryAfter: 30, ...(nothingSent && NOTHING_SENT) },
    ...(cause !== undefined && { cause }),
  });
