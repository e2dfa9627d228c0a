import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { heed } from './hold.ts';
import type { OrderHolds } from './ports.ts';

export type HeedHold = ReturnType<typeof heedHold>;

/**
 * Looks whether a parcel has to wait, right before its label is bought. Whoever holds an order writes that first and looks for
 * its parcels then; a parcel is made first and looks for a hold then. So one of the two always sees the other.
 *
 * @returns the parcel as it is afterwards
 */
export const heedHold =
  ({ shipments, holds, clock }: Readonly<{ shipments: Shipments; holds: OrderHolds; clock: Clock }>) =>
  async (shipment: Shipment): Promise<Shipment> => {
    const hold = await holds.read(shipment.orderNumber);
    if (hold.version === 0) return shipment;
    return shipments.change(shipment.id, (current) => heed(current, hold, clock()), { known: shipment });
  };
