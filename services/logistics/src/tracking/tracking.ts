import type { ParcelTrouble, ShipmentStatus } from '@cartless/domain';
import { mayMove } from '../shipments/shipment-moves.ts';

/** One thing that a carrier saw, in the shop's own words for states. */
export type TrackingEvent = Readonly<{
  time: string;
  status: ShipmentStatus;
  place: string | null;
  message: string;
  /** Why it does not arrive, or not as it should, when this scan says so. */
  why?: ParcelTrouble;
  /** It lies where its recipient has to fetch it. */
  waits?: true;
  /** Of a parcel that goes back: it was refused at the door, as earlier releases noted it. */
  refused?: true;
}>;

/** All that a carrier knows of a parcel at one moment. */
export type TrackingUpdate = Readonly<{
  trackingNumber: string;
  carrier: string;
  /** By the carrier's clock. */
  updatedAt: string;
  estimatedDelivery: string | null;
  events: readonly TrackingEvent[];
  /** It will tell no more of the parcel unless it is asked again. */
  unfollowed?: true;
}>;

/** An item must stay small; a parcel that was scanned more often keeps its newest scans. */
const MOST_EVENTS = 60;

const identity = ({ time, status, message }: TrackingEvent): string => `${time} ${status} ${message}`;

/** Joins what was known with what came, each scan once, in time order. The order of arrival does not matter. */
export function mergeEvents(
  known: readonly TrackingEvent[],
  news: readonly TrackingEvent[],
): readonly TrackingEvent[] {
  const all = new Map([...known, ...news].map((event) => [identity(event), event]));
  return [...all.values()]
    .toSorted((a, b) => a.time.localeCompare(b.time) || identity(a).localeCompare(identity(b)))
    .slice(-MOST_EVENTS);
}

/** Walks the scans in time order from a state, taking only the moves that are allowed. */
export function walk(
  from: ShipmentStatus,
  events: readonly TrackingEvent[],
): Readonly<{ status: ShipmentStatus; at: string | undefined }> {
  let status = from;
  let at: string | undefined;
  for (const event of events) {
    if (!mayMove(status, event.status)) continue;
    status = event.status;
    at = event.time;
  }
  return { status, at };
}
