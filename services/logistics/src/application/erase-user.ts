import type { UserId } from '@cartless/domain';
import { erase } from '../domain/erase.ts';
import { changeShipment } from './change-shipment.ts';
import type { Clock, ErasedUsers, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; erasedUsers: ErasedUsers; clock: Clock }>;

/**
 * A user deleted the account: what the parcels tell of the person is erased, what the shop needs of them stays. The user
 * is remembered first, for the parcels of events that are still on their way.
 */
export const eraseUser =
  ({ shipments, erasedUsers, clock }: Ports) =>
  async (userId: UserId): Promise<void> => {
    await erasedUsers.remember(userId, clock());
    for (const id of await shipments.ofUser(userId)) await changeShipment(shipments, id, erase);
  };
