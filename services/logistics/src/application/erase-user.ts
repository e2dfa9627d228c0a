import type { UserId } from '@cartless/domain';
import { erase } from '../domain/erase.ts';
import { changeShipment } from './change-shipment.ts';
import type { Shipments } from './ports.ts';

/** A user deleted the account: what the parcels tell of the person is erased, what the shop needs of them stays. */
export const eraseUser =
  ({ shipments }: Readonly<{ shipments: Shipments }>) =>
  async (userId: UserId): Promise<void> => {
    for (const id of await shipments.ofUser(userId)) await changeShipment(shipments, id, erase);
  };
