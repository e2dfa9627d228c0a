import type { UserId } from '@cartless/domain';
import { erase } from './erasure.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { ErasedUsers } from './erased-users.ts';

type Ports = Readonly<{ shipments: Shipments; erasedUsers: ErasedUsers; clock: Clock }>;

/**
 * A user deleted the account: what the parcels tell of the person is erased, what the shop needs of them stays. The user
 * is remembered first, for the parcels of events that are still on their way.
 */
export const eraseUser =
  ({ shipments, erasedUsers, clock }: Ports) =>
  async (userId: UserId): Promise<void> => {
    const now = clock();
    const at = now.toISOString();
    await erasedUsers.remember(userId, now);
    for await (const id of shipments.ofUser(userId)) {
      await shipments.change(id, (shipment) => erase(shipment, at));
    }
  };
