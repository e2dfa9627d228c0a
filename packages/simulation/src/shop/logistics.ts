import { aggregateStore, type Items } from '@cartless/aggregate';
import { shipmentDeclaration } from '../../../../services/logistics/src/shipments/shipment-store.ts';
import type { Shipment } from '../../../../services/logistics/src/shipments/shipment.ts';
import type { Shop } from './shop.ts';

/** The table of the logistics service. */
const LOGISTICS = 'logistics/LogisticsTable';

const { decode } = aggregateStore(shipmentDeclaration, undefined as unknown as Items);

/** All parcels of the shop. */
export const parcelsOf = ({ world }: Shop): readonly Shipment[] =>
  (world.tables.stored(LOGISTICS)?.all() ?? [])
    .filter(({ sk }) => String(sk).startsWith('shp_'))
    .map((item) => decode(item));
