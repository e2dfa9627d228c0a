import type { ParcelTrouble, ShipmentStatus } from '@cartless/domain';
import { mayMove } from '../shipments/shipment-moves.ts';

/** One thing that a carrier saw, in the shop's own words for states. */
export type TrackingEvent = Readonly<{
  /** When it was, ISO 8601 UTC. As the carrier tells it; what a parcel keeps is what we believe of that. */
  time: string;
  /** What the carrier said, where that is not believed; empty when it could not be read. */
  said?: string;
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
  /** When the carrier last changed it, as the carrier tells it; empty when it says nothing of that. */
  updatedAt: string;
  /** What the carrier said of that, where it is not believed. */
  said?: string;
  estimatedDelivery: string | null;
  events: readonly TrackingEvent[];
  /** It will tell no more of the parcel unless it is asked again. */
  unfollowed?: true;
}>;

/** An item must stay small; a parcel that was scanned more often keeps its newest scans. */
const MOST_EVENTS = 60;

const told = ({ time, said = time }: TrackingEvent): string => said;
const identity = (event: TrackingEvent): string => `${told(event)} ${event.status} ${event.message}`;
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Joins what was known with what came, each scan once, in time order; at one time in the order in which the carrier says they
 * were. The order of arrival does not matter.
 */
export function mergeEvents(
  known: readonly TrackingEvent[],
  news: readonly TrackingEvent[],
): readonly TrackingEvent[] {
  const all = new Map<string, TrackingEvent>();
  for (const event of [...known, ...news]) {
    const before = all.get(identity(event));
    if (before === undefined || event.time < before.time) all.set(identity(event), event);
  }
  return inTurn([...all.values()])
    .toSorted((a, b) => compare(a.time, b.time) || compare(identity(a), identity(b)))
    .slice(-MOST_EVENTS);
}

/** Whether two histories tell the same. */
export const sameEvents = (a: readonly TrackingEvent[], b: readonly TrackingEvent[]): boolean =>
  a.length === b.length &&
  a.every((event, index) => {
    const other = b[index];
    return other !== undefined && event.time === other.time && identity(event) === identity(other);
  });

/** Of two scans by a clock that is ahead, the one that is said to be earlier was not later, whichever we heard of first. */
function inTurn(events: readonly TrackingEvent[]): readonly TrackingEvent[] {
  const isAhead = ({ time, said = time }: TrackingEvent): boolean => said > time;
  const ahead = events.filter(isAhead).toSorted((a, b) => compare(identity(b), identity(a)));
  let latest = ahead[0]?.time ?? '';
  const bounded = ahead.map((event) => {
    latest = compare(event.time, latest) < 0 ? event.time : latest;
    return { ...event, time: latest };
  });
  return [...events.filter((event) => !isAhead(event)), ...bounded];
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
