import type { Clock } from '../kit/clock.ts';
import type { FaultSwitch } from '../kit/faults.ts';
import type { PaymentState } from './payment-state.ts';
import type { Deliveries } from './webhooks/deliveries.ts';

/** What every part of the simulator works on. */
export interface Simulator {
  readonly state: PaymentState;
  readonly clock: Clock;
  readonly faults: FaultSwitch;
  readonly deliveries: Deliveries;
  /** Where shoppers reach the hosted page, without a slash at the end. */
  readonly publicUrl: string;
  /** Undefined: every test key is taken. */
  readonly secretKey: string | undefined;
  readonly minimumSessionSeconds: number;
  readonly log: (line: string) => void;
  /** To be called after every change of the state. */
  readonly changed: () => void;
}

/** What caused an event: an API call, or null for the shopper or the clock. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | null;

export const nowInSeconds = ({ clock }: Pick<Simulator, 'clock'>): number => Math.floor(clock.now() / 1000);
