import { type Fault, NO_FAULT } from '../kit/faults.ts';
import { PROMPT, type WebhookSwitches } from '../kit/webhook-sender.ts';
import type { Shipment, Tracker, TrackerStatus, TrackingLocation } from './easypost-types.ts';

/** One thing that will happen to a parcel, and when, on the simulator's clock. */
export interface PlannedStep {
  /** Milliseconds since the epoch. */
  dueAt: number;
  status: TrackerStatus;
  statusDetail: string;
  message: string;
  location: TrackingLocation;
}

export interface TrackerRecord {
  tracker: Tracker;
  plan: PlannedStep[];
}

export interface ShipmentRecord {
  shipment: Shipment;
  trackerId: string | null;
  label: { id: string; createdAt: string; pdf?: boolean } | null;
}

/** A webhook event. The body is kept as sent, so that every repeat carries the same bytes. */
export interface EventRecord {
  id: string;
  trackerId: string;
  description: string;
  body: string;
  /** How many successful deliveries are still wanted. */
  remaining: number;
  duplicated: boolean;
  attempts: number;
  /** Failed attempts since the last success. */
  failures: number;
  lastOutcome: string | null;
  /** Real time, in milliseconds since the epoch. */
  nextAttemptAt: number;
}

export interface CarrierState {
  version: 1;
  clockOffsetMs: number;
  shipments: ShipmentRecord[];
  trackers: TrackerRecord[];
  events: EventRecord[];
  calls: Record<string, number>;
  faults: Fault;
  webhooks: WebhookSwitches;
}

export const emptyState = (): CarrierState => ({
  version: 1,
  clockOffsetMs: 0,
  shipments: [],
  trackers: [],
  events: [],
  calls: {},
  faults: NO_FAULT,
  webhooks: PROMPT,
});

/** @throws Error when this is not a saved state. */
export function parseState(value: unknown): CarrierState {
  const saved = value as Partial<CarrierState> | null;
  if (saved?.version !== 1 || !Array.isArray(saved.shipments) || !Array.isArray(saved.trackers))
    throw new Error('not a saved state');
  return { ...emptyState(), ...saved, webhooks: { ...PROMPT, ...saved.webhooks } };
}
