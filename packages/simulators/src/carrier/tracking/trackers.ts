import type { TrackerRecord } from '../carrier-state.ts';
import {
  easyPostTime,
  newId,
  type Tracker,
  type TrackerStatus,
  type TrackingLocation,
} from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { recordEvent } from '../webhooks/record-event.ts';

export const NOWHERE: TrackingLocation = {
  object: 'TrackingLocation',
  city: null,
  state: null,
  country: null,
  zip: null,
};

export interface TrackerChange {
  status: TrackerStatus;
  statusDetail: string;
  message: string;
  location: TrackingLocation;
  at: number;
}

const SECOND_MS = 1000;

/**
 * A tracker that knows nothing yet; it is in the state, but no event tells of it.
 * @param now as the caller has read it: what is told of one moment bears one time
 */
export function newTracker(
  simulator: Simulator,
  fields: Pick<Tracker, 'tracking_code' | 'carrier'>,
  now: number,
): TrackerRecord {
  const at = easyPostTime(now);
  const record: TrackerRecord = {
    tracker: {
      id: newId('trk'),
      object: 'Tracker',
      mode: 'test',
      ...fields,
      status: 'unknown',
      status_detail: 'unknown',
      created_at: at,
      updated_at: at,
      signed_by: null,
      weight: null,
      est_delivery_date: null,
      shipment_id: null,
      tracking_details: [],
      fees: [],
      carrier_detail: null,
    },
    plan: [],
  };
  simulator.state.trackers.push(record);
  return record;
}

/** Adds a scan to a tracker, without an event. */
export function addDetail({ tracker }: TrackerRecord, change: TrackerChange): void {
  // Times are whole seconds, so each scan is put at least one second after the last: receivers sort by them.
  const last = tracker.tracking_details.at(-1);
  const earliest = last === undefined ? 0 : Date.parse(last.datetime) + SECOND_MS;
  const datetime = easyPostTime(Math.max(change.at, earliest));
  tracker.status = change.status;
  tracker.status_detail = change.statusDetail;
  tracker.updated_at = datetime;
  if (change.status === 'delivered') tracker.signed_by = 'Front door';
  tracker.tracking_details.push({
    object: 'TrackingDetail',
    message: change.message,
    description: '',
    status: change.status,
    status_detail: change.statusDetail,
    datetime,
    source: tracker.carrier,
    carrier_code: '',
    tracking_location: change.location,
  });
}

/** Adds a scan and tells the webhook's receiver of it. */
export function changeTracker(simulator: Simulator, record: TrackerRecord, change: TrackerChange): void {
  const before = record.tracker.status;
  addDetail(record, change);
  const { tracker } = record;
  recordEvent(simulator, record, 'tracker.updated', { status: before });
  simulator.log(`${tracker.tracking_code} is ${tracker.status}: ${change.message}`);
}
