import { cleaned, readInstant, type ShipmentStatus } from '@cartless/domain';
import type { TrackingEvent, TrackingUpdate } from '../../tracking/tracking.ts';
import { DETAILS, isSettled } from './details.ts';
import type { Tracker, TrackerStatus, TrackingDetail } from './easypost-shapes.ts';

/** EasyPost's states in the shop's words; null says nothing about the parcel's way. */
const STATUS: Readonly<Record<TrackerStatus, ShipmentStatus | null>> = {
  unknown: null,
  pre_transit: 'label-bought',
  in_transit: 'in-transit',
  out_for_delivery: 'out-for-delivery',
  available_for_pickup: 'out-for-delivery',
  delivered: 'delivered',
  return_to_sender: 'returned',
  failure: 'exception',
  error: 'exception',
  // Our own doing: the label was given back.
  cancelled: null,
};

/** What a tracker of EasyPost says, in the shop's words. A scan whose time cannot be read says nothing of when it was. */
export function readTracker(tracker: Tracker): TrackingUpdate {
  return {
    trackingNumber: tracker.tracking_code,
    carrier: cleaned(tracker.carrier ?? '', 40) || 'unknown',
    updatedAt: isoTime(tracker.updated_at) ?? '',
    estimatedDelivery: isoTime(tracker.est_delivery_date) ?? null,
    events: (tracker.tracking_details ?? []).flatMap(readDetail),
  };
}

function readDetail(detail: TrackingDetail): TrackingEvent[] {
  const time = isoTime(detail.datetime) ?? '';
  const said = STATUS[detail.status];
  const waiting = { ...(detail.status === 'available_for_pickup' && { waits: true as const }) };
  const { status: meant, ...more } = {
    status: undefined,
    ...waiting,
    ...DETAILS[detail.status_detail ?? ''],
  };
  const status = isSettled(said) ? said : (meant ?? said);
  if (status === null) return [];
  const message = cleaned(detail.message ?? detail.description ?? '', 200);
  return [{ time, status, place: placeOf(detail), message, ...more }];
}

function placeOf({ tracking_location: at }: TrackingDetail): string | null {
  const parts = [at?.city, at?.state, at?.country].filter((part) => typeof part === 'string' && part !== '');
  return cleaned([...new Set(parts)].join(', '), 120) || null;
}

/** EasyPost names the zone of its times; one that it leaves out is UTC. */
function isoTime(text: string | null | undefined): string | undefined {
  const at = readInstant(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
