import * as z from 'zod/mini';

/** Every state of a parcel, in the order in which most pass through them. */
export const SHIPMENT_STATUSES = [
  'created',
  'label-bought',
  'dispatched',
  'in-transit',
  'out-for-delivery',
  'delivered',
  'exception',
  'lost',
  'returned',
  'cancelled',
] as const;
export const ShipmentStatus = z.enum(SHIPMENT_STATUSES);
export type ShipmentStatus = z.infer<typeof ShipmentStatus>;

/**
 * Why a parcel does not arrive, or not as it should: in words of ours, whichever carrier says it. `refused` at the door;
 * `address`: wrong, incomplete, or the recipient has moved; `not-collected`: nobody was there or fetched it; `damaged` on the
 * way; `held` by customs or the carrier; `not-accepted`: the carrier would not take it; `other`: what none of these says.
 */
export const PARCEL_TROUBLES = [
  'refused',
  'address',
  'not-collected',
  'damaged',
  'held',
  'not-accepted',
  'other',
] as const;
export const ParcelTrouble = z.enum(PARCEL_TROUBLES);
export type ParcelTrouble = z.infer<typeof ParcelTrouble>;
