import { erase } from '../domain/erase.ts';
import type { Shipment } from '../domain/shipment.ts';
import { changeShipment } from './change-shipment.ts';
import type { ErasedUsers, Shipments } from './ports.ts';

export type EraseLate = ReturnType<typeof eraseLate>;

/**
 * Erases a parcel whose user was gone before it was made: the event that made it came late. It is asked where a parcel
 * is done with its address; by then an erasure that did not find the parcel in the index is remembered.
 *
 * @returns the parcel as it is afterwards
 */
export const eraseLate =
  ({ shipments, erasedUsers }: Readonly<{ shipments: Shipments; erasedUsers: ErasedUsers }>) =>
  async (shipment: Shipment): Promise<Shipment> => {
    if (shipment.erasure !== undefined || !(await erasedUsers.has(shipment.userId))) return shipment;
    return changeShipment(shipments, shipment.id, erase);
  };
