import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { ParcelItem } from '../logistics/shipment-snapshot.ts';
import { field } from '../event-contract.ts';

/** Units of a parcel about which something was decided, the others of it left out. */
const ParcelPart = z.object({
  shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
  items: field(z.array(ParcelItem), 'Which of what is in it', [{ productId: 'prd_0demo', quantity: 1 }]),
});

export const PARTS = {
  parts: z.optional(
    field(z.array(ParcelPart), 'Parcels of which only this is meant; none of them is among the whole ones', [
      { shipmentId: 'shp_0demo', items: [{ productId: 'prd_0demo', quantity: 1 }] },
    ]),
  ),
  decision: z.optional(
    field(z.int(), 'The number of the decision, all of which is told by `undelivered-decided` too', 7),
  ),
};
