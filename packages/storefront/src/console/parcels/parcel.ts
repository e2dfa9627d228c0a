import type { components } from '@cartless/api-client';

/** A parcel as lists have it. */
export type Parcel = components['schemas']['Shipment'];
export type ParcelStatus = Parcel['status'];
export const PARCEL_STATUSES = [
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
] as const satisfies readonly ParcelStatus[];

/** Whether somebody can still hand it over. */
export const isToPack = ({ status }: Pick<Parcel, 'status'>): boolean =>
  status === 'created' || status === 'label-bought';
