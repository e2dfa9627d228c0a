import { aggregateReader, type Items, readable } from '@cartless/aggregate';
import { ShipmentNotFound } from './errors.ts';
import type { ShipmentReader } from './ports.ts';
import { fromItem, shipmentKey } from './shipment-item.ts';
import { shipmentLists } from './shipment-lists-store.ts';
import type { Shipment } from './shipment.ts';

/** What a parcel is to whoever only reads it. */
export const shipmentReadable = readable<Shipment>({
  name: 'shipment',
  key: shipmentKey,
  idOf: ({ id }) => id,
  version: 'version',
  fromItem,
  notFound: ShipmentNotFound,
});

/** Reads parcels from the service's table. */
export function shipmentReader(items: Items): ShipmentReader {
  const reader = aggregateReader(shipmentReadable, items);
  return { ...reader, ...shipmentLists(items, reader.decode) };
}
