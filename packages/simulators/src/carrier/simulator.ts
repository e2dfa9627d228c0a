import type { Clock } from '../kit/clock.ts';
import type { FaultSwitch } from '../kit/faults.ts';
import type { CarrierState } from './carrier-state.ts';

/** What every part of the simulator works on. */
export interface Simulator {
  readonly state: CarrierState;
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  /** The simulator's own address. */
  readonly url: string;
  readonly webhookUrl: string | undefined;
  /** Undefined: any key is taken. */
  readonly apiKey: string | undefined;
  /** Real seconds per step; undefined when parcels move only with the clock. */
  readonly stepSeconds: number | undefined;
  readonly log: (line: string) => void;
  /** To be awaited before a call that changed something is answered. */
  readonly save: () => Promise<void>;
  /** To be called after events were added or the webhook switches changed. */
  readonly wakeWebhooks: () => void;
}
