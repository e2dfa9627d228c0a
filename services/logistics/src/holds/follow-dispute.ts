import type { OrderNumber } from '@cartless/domain';
import type { Standings } from '../accounts/standings.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import { heed } from './hold.ts';
import { afterNews, type DisputeNews, type OrderHold, released } from './order-hold.ts';
import type { OrderHolds } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; holds: OrderHolds; clock: Clock }>;

/**
 * A payment of an order is disputed, or that is over: what has not left waits, or waits no longer. Events may come twice and in
 * any order, and before there is a parcel.
 */
export const followDispute =
  (ports: Ports) =>
  async (orderNumber: OrderNumber | null, news: DisputeNews): Promise<void> => {
    // An order without a number was never to be sent.
    if (orderNumber === null) return;
    await applied(ports, orderNumber, (hold) => afterNews(hold, news));
  };

/**
 * An administrator has the parcels of an order sent in spite of what is disputed now and of how its account stands; another
 * dispute, or another suspension, holds them again.
 * @throws AppError SHIPMENT_NOT_FOUND
 */
export const releaseShipment =
  (ports: Ports & Readonly<{ standings: Standings }>) => async (id: Parameters<Shipments['read']>[0]) => {
    const { orderNumber, userId } = await ports.shipments.read(id);
    const standing = await ports.standings.read(userId);
    await applied(ports, orderNumber, (hold) => released(hold, standing));
    return ports.shipments.read(id);
  };

/** Also when the hold is no news, because whoever wrote it may have died before the parcels. */
async function applied(
  { shipments, holds, clock }: Ports,
  orderNumber: OrderNumber,
  rule: (hold: OrderHold) => OrderHold | undefined,
): Promise<void> {
  const order = await holds.change(orderNumber, rule);
  for (const id of await holds.parcelsOf(orderNumber))
    await shipments.change(id, (parcel) => heed(parcel, { order }, clock()));
}
