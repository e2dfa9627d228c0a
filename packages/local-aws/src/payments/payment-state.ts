import type { Metadata } from './params.ts';
import type {
  Charge,
  CheckoutSession,
  LineItem,
  PaymentIntent,
  Refund,
  StripeEvent,
} from './stripe-objects.ts';

/** A session with what Stripe does not show unless asked, or keeps for the payment intent that comes later. */
export interface SessionRecord {
  readonly session: CheckoutSession;
  readonly lineItems: readonly LineItem[];
  readonly intent: { readonly metadata: Metadata; readonly description: string | null };
}

export interface DeliveryAttempt {
  readonly at: number;
  readonly delivered: boolean;
  readonly outcome: string;
}

export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attempts: DeliveryAttempt[];
  status: 'waiting' | 'held' | 'delivered' | 'given-up';
  /** Milliseconds since 1970, or null when no try is planned. */
  nextAttemptAt: number | null;
}

export interface KeptAnswer {
  readonly endpoint: string;
  readonly fingerprint: string;
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
  readonly at: number;
}

/** Everything the simulator knows, oldest first in each map. */
export interface PaymentState {
  readonly sessions: Map<string, SessionRecord>;
  readonly paymentIntents: Map<string, PaymentIntent>;
  readonly charges: Map<string, Charge>;
  readonly refunds: Map<string, Refund>;
  readonly events: Map<string, StripeEvent>;
  readonly deliveries: Map<string, Delivery>;
  readonly keptAnswers: Map<string, KeptAnswer>;
}

export const emptyState = (): PaymentState => ({
  sessions: new Map(),
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  events: new Map(),
  deliveries: new Map(),
  keptAnswers: new Map(),
});

export const clearState = (state: PaymentState): void => Object.values(state).forEach((map) => map.clear());
