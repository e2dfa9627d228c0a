import type { AccountEvent } from '@cartless/domain';
import type { HeedHold } from '../holds/heed-hold.ts';
import { isHere } from '../holds/hold.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Standings } from './standings.ts';

type Ports = Readonly<{ shipments: Shipments; standings: Standings; heedHold: HeedHold; clock: Clock }>;

/**
 * An account was suspended, or is not any more: its parcels that have not left wait, or go on. Events may come twice, in any
 * order, and before there is a parcel.
 *
 * @throws AppError BUSY
 */
export const followStanding =
  ({ shipments, standings, heedHold, clock }: Ports) =>
  async (event: AccountEvent): Promise<void> => {
    const userId = event.data.userId;
    await standings.keep(userId, event, clock());
    for await (const id of shipments.ofUser(userId)) {
      const parcel = await shipments.read(id);
      if (isHere(parcel)) await heedHold(parcel);
    }
  };
