import type { UserErased } from '@cartless/domain';
import type { Standings } from '../accounts/standings.ts';
import type { HeedHold } from '../holds/heed-hold.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import { erase } from './erasure.ts';

type Ports = Readonly<{ shipments: Shipments; standings: Standings; heedHold: HeedHold; clock: Clock }>;

/**
 * A user deleted the account: what the parcels tell of the person is erased, what the shop needs of them stays. The user
 * is remembered first, for the parcels of events that are still on their way. What was ordered before goes out; what was
 * ordered afterwards, with a token that lived on, does not.
 */
export const eraseUser =
  ({ shipments, standings, heedHold, clock }: Ports) =>
  async (event: UserErased): Promise<void> => {
    const userId = event.data.userId;
    const now = clock();
    const at = now.toISOString();
    await standings.keep(userId, event, now);
    for await (const id of shipments.ofUser(userId)) {
      const known = await heedHold(await shipments.read(id));
      await shipments.change(id, (shipment) => erase(shipment, at), { known });
    }
  };
