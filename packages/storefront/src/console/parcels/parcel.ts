import type { components } from '@cartless/api-client';

/** A parcel as lists have it. */
export type Parcel = components['schemas']['Shipment'];
export type ParcelStatus = Parcel['status'];

/** Whether somebody can still hand it over. */
export const isToPack = ({ status }: Pick<Parcel, 'status'>): boolean =>
  status === 'created' || status === 'label-bought';
