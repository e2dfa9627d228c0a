import type { SimulatorClock } from './simulator-clock.ts';
import type { SimulatorState } from './simulator-state.ts';

/** What every part of the simulator works on. */
export interface Simulator {
  readonly state: SimulatorState;
  readonly clock: SimulatorClock;
  /** The simulator's own address, known once it listens. */
  readonly url: () => string;
  readonly webhookUrl: string | undefined;
  /** Undefined: any key is taken. */
  readonly apiKey: string | undefined;
  /** Real seconds per step; undefined when parcels move only with the clock. */
  readonly stepSeconds: number | undefined;
  readonly log: (line: string) => void;
  /** Called after events were added or the webhook switches changed. */
  readonly wakeWebhooks: () => void;
}
