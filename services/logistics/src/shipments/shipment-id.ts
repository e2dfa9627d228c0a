import { type OrderNumber, readOrderNumber, type ShipmentId } from '@cartless/domain';

/**
 * The id of the nth parcel of an order: `shp_202611214f7k2m9c_1`. It is made of the order's number, so the same order
 * always leads to the same parcel, and an id alone leads back to the order without an index.
 */
export const shipmentIdOf = (orderNumber: OrderNumber, nth: number): ShipmentId =>
  `shp_${orderNumber.replaceAll('-', '').toLowerCase()}_${nth}`;

/** Which order a parcel belongs to; undefined when the id is none of ours. */
export function orderNumberOf(id: string): OrderNumber | undefined {
  const number = /^shp_([0-9a-z]{16})_\d{1,3}$/.exec(id)?.[1];
  return number === undefined ? undefined : readOrderNumber(number);
}
