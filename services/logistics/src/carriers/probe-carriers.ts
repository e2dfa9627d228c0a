import { AppError } from '@cartless/domain';
import type { CarrierHealth } from './carrier-health.ts';

/** One cheap call tells whether a carrier works. */
export type Probed = Readonly<{ provider: string; ping(signal: AbortSignal): Promise<void> }>;

type Ports = Readonly<{
  /** Not guarded: the probe is what finds out that an open breaker may close. */
  carriers: readonly Probed[];
  health: CarrierHealth;
  /** A breaker that the probe finds broken stays open until after the next probe. */
  openMs: number;
  patienceMs: number;
}>;

/** Asks every carrier for a sign of life, and opens or closes its breaker for all containers by the answer. */
export const probeCarriers = (ports: Ports) => async (): Promise<Readonly<Record<string, 'up' | 'down'>>> => {
  const states = await Promise.all(
    ports.carriers.map(async (carrier) => [carrier.provider, await probe(carrier, ports)] as const),
  );
  await ports.health.settled();
  return Object.fromEntries(states);
};

async function probe(carrier: Probed, { health, openMs, patienceMs }: Ports): Promise<'up' | 'down'> {
  const started = performance.now();
  const tell = (ok: boolean) => health.called(carrier.provider, ok, performance.now() - started);
  try {
    await carrier.ping(AbortSignal.timeout(patienceMs));
    tell(true);
    if (await health.isOpen(carrier.provider)) health.closed(carrier.provider);
    return 'up';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    tell(false);
    health.opened(carrier.provider, openMs);
    return 'down';
  }
}
