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
