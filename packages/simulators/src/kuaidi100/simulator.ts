import type { Clock } from '../kit/clock.ts';
import type { FaultSwitch } from '../kit/faults.ts';
import type { Kuaidi100State } from './kuaidi100-state.ts';

/** What every part of the simulator works on. */
export interface Simulator {
  readonly state: Kuaidi100State;
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  readonly url: string;
  /** Undefined: any account is taken. */
  readonly account: Account | undefined;
  /** Real seconds per step; undefined when parcels move only with the clock. */
  readonly stepSeconds: number | undefined;
  readonly log: (line: string) => void;
  /** To be awaited before a call that changed something is answered. */
  readonly save: () => Promise<void>;
  /** To be called after pushes were added or the switches changed. */
  readonly wakePushes: () => void;
}

/** What the shop has at Kuaidi100. */
export interface Account {
  readonly customer: string;
  readonly key: string;
  readonly secret: string;
}
