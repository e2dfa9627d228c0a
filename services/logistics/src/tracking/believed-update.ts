import { believedInstant, believedTime, readInstant } from '@cartless/domain';
import type { PollRules } from '../scheduler/due-work.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { TrackingEvent, TrackingUpdate } from './tracking.ts';

type Parcel = Pick<Shipment, 'createdAt' | 'dispatchedAt' | 'handedOver'>;

/**
 * What a carrier says of a parcel, with its times as far as they are believed: never later than the receipt, never before
 * there was such a parcel, and of its way never before the shop handed it over.
 *
 * @param receivedAt when it came in, which may be long before the parcel was known
 */
export function believedUpdate(
  update: TrackingUpdate,
  parcel: Parcel,
  receivedAt: Date,
  rules: PollRules,
): TrackingUpdate {
  const received = receivedAt.toISOString();
  const { updatedAt, estimatedDelivery, events } = update;
  return {
    ...update,
    // Only compared with what the carrier says later, so how far it is behind does not matter.
    ...(updatedAt !== '' && believed(updatedAt, { receivedAt: received }, 'updatedAt')),
    estimatedDelivery: believedEstimate(estimatedDelivery, parcel, receivedAt, rules),
    events: events.map((scan) => believedScan(scan, parcel, received)),
  };
}

function believedScan(scan: TrackingEvent, parcel: Parcel, receivedAt: string): TrackingEvent {
  const { createdAt, dispatchedAt, handedOver } = parcel;
  const notBefore = handedOver && scan.status !== 'label-bought' ? dispatchedAt : createdAt;
  return { ...scan, ...believed(scan.time, { receivedAt, notBefore }, 'time') };
}

type Bounds = Parameters<typeof believedInstant>[1];

/** What we believe, beside what was said where that is something else. */
function believed<Name extends 'time' | 'updatedAt'>(told: string, bounds: Bounds, name: Name) {
  const at = believedInstant(told, bounds);
  const instant = readInstant(told);
  const said = Number.isNaN(instant) ? '' : new Date(instant).toISOString();
  return { [name]: at, ...(said !== at && { said }) } as Readonly<Record<Name, string> & { said?: string }>;
}

/** A guess at the future is not put right but passed over: one from before the parcel, or from after it would count as lost. */
function believedEstimate(
  told: string | null,
  { createdAt }: Parcel,
  receivedAt: Date,
  { giveUp }: PollRules,
): string | null {
  const said = readInstant(told ?? '');
  const last = receivedAt.getTime() + giveUp * 1000;
  const isBelieved = believedTime(said, { receivedAt: last, notBefore: Date.parse(createdAt) }) === said;
  return isBelieved ? new Date(said).toISOString() : null;
}
