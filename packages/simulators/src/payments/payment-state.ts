import type { Metadata } from './api/params.ts';
import type {
  Charge,
  CheckoutSession,
  Dispute,
  LineItem,
  PaymentIntent,
  Refund,
  RefundStatus,
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
interface PaymentMaps {
  readonly sessions: Map<string, SessionRecord>;
  readonly paymentIntents: Map<string, PaymentIntent>;
  readonly charges: Map<string, Charge>;
  readonly refunds: Map<string, Refund>;
  readonly disputes: Map<string, Dispute>;
  readonly events: Map<string, StripeEvent>;
  readonly deliveries: Map<string, Delivery>;
  readonly keptAnswers: Map<string, KeptAnswer>;
}

export interface PaymentState extends PaymentMaps {
  clockOffsetMs: number;
  /** What becomes of the refunds that are asked for from now on. */
  refundsCome: RefundStatus;
}

const emptyMaps = (): PaymentMaps => ({
  sessions: new Map(),
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  events: new Map(),
  deliveries: new Map(),
  keptAnswers: new Map(),
});

const mapsOf = (state: PaymentMaps): [string, Map<string, unknown>][] =>
  Object.keys(emptyMaps()).map((name) => [name, state[name as keyof PaymentMaps]]);

export const emptyState = (): PaymentState => ({
  ...emptyMaps(),
  clockOffsetMs: 0,
  refundsCome: 'succeeded',
});

export function clearState(state: PaymentState): void {
  for (const [, map] of mapsOf(state)) map.clear();
  state.clockOffsetMs = 0;
  state.refundsCome = 'succeeded';
}

const FORMAT = 1;

/** The state as it stands in the data file: each map as its entries. */
export const savedState = (state: PaymentState): object => ({
  format: FORMAT,
  ...Object.fromEntries(mapsOf(state).map(([name, map]) => [name, [...map]])),
  clockOffsetMs: state.clockOffsetMs,
  refundsCome: state.refundsCome,
});

/** @throws Error when this is not a saved state. */
export function parseState(value: unknown): PaymentState {
  const saved = value as Readonly<Record<string, unknown>>;
  if (saved['format'] !== FORMAT) throw new Error(`format ${String(saved['format'])} is not ${FORMAT}`);
  const state = emptyState();
  for (const [name, map] of mapsOf(state)) {
    for (const [id, entry] of (saved[name] ?? []) as [string, unknown][]) map.set(id, entry);
  }
  // The first files were written before the clock could be moved, refunds could fail and payments be disputed.
  return {
    ...state,
    clockOffsetMs: Number(saved['clockOffsetMs'] ?? 0),
    refundsCome: (saved['refundsCome'] ?? 'succeeded') as RefundStatus,
  };
}
