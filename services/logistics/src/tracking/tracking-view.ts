import {
  believedInstant,
  named,
  type ParcelTrouble,
  type ShipmentId,
  type ShipmentStatus,
  type UserId,
} from '@cartless/domain';
import { dueWork } from '../scheduler/due-work.ts';
import type { Reship } from '../reshipping/reship-state.ts';
import { isTravelling } from '../shipments/shipment-moves.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { troubleOf } from './coming-back.ts';
import type { TrackingEvent } from './tracking.ts';

/** What a shopper sees of a parcel. */
export type TrackingView = Readonly<{
  userId: UserId;
  orderNumber: string;
  shipmentId: ShipmentId;
  status: ShipmentStatus;
  /** Why it does not arrive, as far as its carrier says. */
  reason?: ParcelTrouble;
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
    /** What is in it. */
    items: readonly Readonly<{ productId: string; variantId?: string; title: string; quantity: number }>[];
  }>[];
  /** The last wish for a replacement, whichever of the parcels it is about. */
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
  // A container whose clock is ahead by more keeps nobody from asking.
  return Math.abs(now.getTime() - last) >= intervalSeconds * 1000;
}

/**
 * Up to when what is known of a parcel is right, and whether its carrier was asked since, in vain. Of a parcel that is not with
 * a carrier, or at the end of its way, all is known here.
 */
function truthOf(parcel: Shipment, now: Date): Pick<TrackingView, 'asOf' | 'stale'> {
  const at = now.toISOString();
  if (dueWork(parcel) !== 'ask-carrier') return { asOf: at, stale: false };
  const { statusAt, checkedAt = statusAt, askedAt = '', history, unanswered = false } = parcel;
  const heard = [statusAt, checkedAt, history.at(-1)?.time ?? ''].toSorted().at(-1) ?? statusAt;
  // Whoever asked may have died of it.
  const isOpen = askedAt > checkedAt && now.getTime() - Date.parse(askedAt) > GRACE_MS;
  // Clocks of containers differ a little, and earlier releases believed those of carriers.
  return { asOf: believedInstant(heard, { receivedAt: at }), stale: unanswered || isOpen };
}

/** A parcel that is sent again in part is not the newest one any more, and its wish still the last. */
const lastWish = (parcels: readonly Shipment[]): Reship | undefined =>
  parcels
    .flatMap(({ reship }) => reship ?? [])
    .toSorted((a, b) => a.requestedAt.localeCompare(b.requestedAt))
    .at(-1);

/** The view of an order's parcels, told from the one that the shopper waits for. */
export function trackingView(parcels: readonly Shipment[], current: Shipment, now: Date): TrackingView {
  const reason = troubleOf(current);
  const reship = lastWish(parcels);
  return {
    userId: current.userId,
    orderNumber: current.orderNumber,
    shipmentId: current.id,
    status: current.status,
    ...(reason && { reason }),
    carrier: current.label?.carrier ?? null,
    trackingNumber: current.label?.trackingNumber ?? null,
    estimatedDelivery: current.estimatedDelivery ?? null,
    events: current.history.map(({ time, status, place, message }) => ({ time, status, place, message })),
    ...truthOf(current, now),
    parcels: parcels.map(({ id, status, label, replaces, lines }) => ({
      shipmentId: id,
      status,
      carrier: label?.carrier ?? null,
      trackingNumber: label?.trackingNumber ?? null,
      replaces: replaces ?? null,
      items: lines.map(({ title, quantity, ...line }) => ({ ...named(line), title, quantity })),
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
