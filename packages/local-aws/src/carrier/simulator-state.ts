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
  label: { id: string; createdAt: string } | null;
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

export const FAULT_MODES = ['none', 'slow', 'error', 'timeout', 'garbage', 'rate-limit', 'html'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

export interface FaultSwitch {
  mode: FaultMode;
  delayMs: number | null;
  /** How many more calls are hit; null means all of them. */
  count: number | null;
  /** Only calls whose path starts with this are hit. */
  path: string | null;
  /** When true the call is carried out and only its answer is spoilt. */
  takesEffect: boolean;
}

export interface WebhookSwitches {
  paused: boolean;
  duplicate: boolean;
  reverse: boolean;
}

export interface SimulatorState {
  version: 1;
  clockOffsetMs: number;
  shipments: ShipmentRecord[];
  trackers: TrackerRecord[];
  events: EventRecord[];
  calls: Record<string, number>;
  faults: FaultSwitch;
  webhooks: WebhookSwitches;
}

export const NO_FAULT: FaultSwitch = {
  mode: 'none',
  delayMs: null,
  count: null,
  path: null,
  takesEffect: false,
};

export const emptyState = (): SimulatorState => ({
  version: 1,
  clockOffsetMs: 0,
  shipments: [],
  trackers: [],
  events: [],
  calls: {},
  faults: { ...NO_FAULT },
  webhooks: { paused: false, duplicate: false, reverse: false },
});
