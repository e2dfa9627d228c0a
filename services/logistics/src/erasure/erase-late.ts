import { erase } from './erasure.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { Standings } from '../accounts/standings.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

export type EraseLate = ReturnType<typeof eraseLate>;

/**
 * Erases a parcel whose user was gone before it was made: the event that made it came late. It is asked where a parcel
 * is done with its address; by then an erasure that did not find the parcel in the index is remembered.
 *
 * @returns the parcel as it is afterwards
 */
export const eraseLate =
  ({ shipments, standings, clock }: Readonly<{ shipments: Shipments; standings: Standings; clock: Clock }>) =>
  async (shipment: Shipment): Promise<Shipment> => {
    if (
      shipment.erasure !== undefined ||
      shipment.erasedAt !== undefined ||
      (await standings.read(shipment.userId)).status !== 'erased'
    )
      return shipment;
    const at = clock().toISOString();
    return shipments.change(shipment.id, (current) => erase(current, at));
  };
