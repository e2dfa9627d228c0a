import type { ShipmentId, ShipmentStatus, UserId } from '@cartless/domain';
import type { Reship } from '../reshipping/reship-state.ts';
import { isTravelling } from '../shipments/shipment-moves.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { TrackingEvent } from './tracking.ts';

/** What a shopper sees of a parcel. */
export type TrackingView = Readonly<{
  userId: UserId;
  orderNumber: string;
  shipmentId: ShipmentId;
  status: ShipmentStatus;
  carrier: string | null;
  trackingNumber: string | null;
  estimatedDelivery: string | null;
  events: readonly TrackingEvent[];
  /** Up to when this is known to be right. */
  asOf: string;
  /** The carrier was asked since, in vain. */
  stale: boolean;
  parcels: readonly Readonly<{
    shipmentId: ShipmentId;
    status: ShipmentStatus;
    carrier: string | null;
    trackingNumber: string | null;
    replaces: ShipmentId | null;
  }>[];
  reship: Readonly<Pick<Reship, 'state' | 'reason' | 'requestedAt'> & { refusal: string | null }> | null;
}>;

/** An answer that is on its way for so long will not come. */
const GRACE_MS = 5000;

/** The parcel that the shopper waits for: the newest that is not cancelled. */
export const currentParcel = (parcels: readonly Shipment[]): Shipment | undefined =>
  parcels
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id))
    .find(({ status }, index, all) => status !== 'cancelled' || index === all.length - 1);

/** Whether it is time to ask the carrier again on behalf of a shopper who looks. */
export function refreshIsDue(shipment: Shipment, now: Date, intervalSeconds: number): boolean {
  const { label, status, checkedAt, askedAt } = shipment;
  if (label === undefined || !isTravelling(status)) return false;
  const last = Math.max(Date.parse(checkedAt ?? '') || 0, Date.parse(askedAt ?? '') || 0);
  return now.getTime() - last >= intervalSeconds * 1000;
}

/** The view of an order's parcels, told from the one that the shopper waits for. */
export function trackingView(parcels: readonly Shipment[], current: Shipment, now: Date): TrackingView {
  const { askedAt, checkedAt, reship } = current;
  const unanswered = askedAt !== undefined && askedAt > (checkedAt ?? '');
  return {
    userId: current.userId,
    orderNumber: current.orderNumber,
    shipmentId: current.id,
    status: current.status,
    carrier: current.label?.carrier ?? null,
    trackingNumber: current.label?.trackingNumber ?? null,
    estimatedDelivery: current.estimatedDelivery ?? null,
    events: current.history.map(({ time, status, place, message }) => ({ time, status, place, message })),
    asOf: checkedAt ?? current.statusAt,
    stale: unanswered && now.getTime() - Date.parse(askedAt) > GRACE_MS,
    parcels: parcels.map(({ id, status, label, replaces }) => ({
      shipmentId: id,
      status,
      carrier: label?.carrier ?? null,
      trackingNumber: label?.trackingNumber ?? null,
      replaces: replaces ?? null,
    })),
    reship: reship
      ? {
          state: reship.state,
          reason: reship.reason,
          requestedAt: reship.requestedAt,
          refusal: reship.refusal ?? null,
        }
      : null,
  };
}
