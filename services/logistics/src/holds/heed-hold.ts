import type { Standings } from '../accounts/standings.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { heed } from './hold.ts';
import type { OrderHolds } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; holds: OrderHolds; standings: Standings; clock: Clock }>;
export type HeedHold = ReturnType<typeof heedHold>;

/**
 * Looks whether a parcel has to wait, right before its label is bought or it is handed over. Whoever holds an order or
 * suspends an account writes that first and looks for its parcels then; a parcel is made first and looks for what holds it
 * then. So one of the two always sees the other.
 *
 * @returns the parcel as it is afterwards
 */
export const heedHold =
  ({ shipments, holds, standings, clock }: Ports) =>
  async (shipment: Shipment): Promise<Shipment> => {
    const [order, standing] = await Promise.all([
      holds.read(shipment.orderNumber),
      standings.read(shipment.userId),
    ]);
    return shipments.change(shipment.id, (current) => heed(current, { order, standing }, clock()), {
      known: shipment,
    });
  };
