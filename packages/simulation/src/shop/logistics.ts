import { aggregateStore, type Item, type Items } from '@cartless/aggregate';
import { shipmentDeclaration } from '../../../../services/logistics/src/shipments/shipment-store.ts';
import type { Shipment } from '../../../../services/logistics/src/shipments/shipment.ts';
import type { Shop } from './shop.ts';

/** The table of the logistics service. */
export const LOGISTICS = 'logistics/LogisticsTable';

const { decode } = aggregateStore(shipmentDeclaration, undefined as unknown as Items);

export const isParcel = ({ sk }: Item): boolean => String(sk).startsWith('shp_');

const read = new WeakMap<Item, Shipment>();

/** The parcel in an item, as the service itself reads it. Several look at one item, so it is read once. */
export function parcelIn(item: Item): Shipment {
  const known = read.get(item) ?? decode(item);
  read.set(item, known);
  return known;
}

/** All parcels of the shop. */
export const parcelsOf = ({ world }: Shop): readonly Shipment[] =>
  (world.tables.stored(LOGISTICS)?.all() ?? []).filter(isParcel).map(parcelIn);
