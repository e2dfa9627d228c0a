import type { FaultSwitch } from './faults.ts';
import type { PaymentState } from './payment-state.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** What every route of the simulator works on. */
export interface Simulator {
  readonly state: PaymentState;
  readonly faults: FaultSwitch;
  readonly webhooks: WebhookSender;
  /** Where shoppers reach the hosted page, without a slash at the end. */
  readonly publicUrl: string;
  readonly secretKey: string | undefined;
  readonly minimumSessionSeconds: number;
  /** Aborted when the simulator stops, so that nothing waits any longer. */
  readonly stopped: AbortSignal;
  readonly log: (line: string) => void;
  /** To be called after every change of the state. */
  readonly changed: () => void;
}

/** What caused an event: an API call, or null for the shopper or the clock. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | null;

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);
