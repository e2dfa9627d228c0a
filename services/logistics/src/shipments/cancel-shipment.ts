import type { OrderCancelled, OrderNumber, ShipmentId } from '@cartless/domain';
import { cancel, hasLeft } from './cancellation.ts';
import { giveUp } from '../reshipping/resend.ts';
import { cancelledBeforehand } from './new-shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { EraseLate } from '../erasure/erase-late.ts';
import type { Clock, Shipments } from './ports.ts';
import type { Shipment } from './shipment.ts';
import type { VoidLabel } from '../labels/void-label.ts';

type Ports = Readonly<{
  shipments: Shipments;
  rules: ShippingRules;
  clock: Clock;
  voidLabel: VoidLabel;
  eraseLate: EraseLate;
}>;
type Order = OrderCancelled['data'];
type Numbered = Order & Readonly<{ orderNumber: OrderNumber }>;

/**
 * An order was cancelled before dispatch: its parcels are not sent and their labels given back. When the event overtook the
 * one that makes the parcel, a cancelled parcel is put in its place.
 *
 * @returns the parcels that had left already, and which nothing stops any more
 */
export const cancelShipment =
  (ports: Ports) =>
  async (order: Order): Promise<readonly ShipmentId[]> => {
    // Without a number the order was never confirmed, and unpaid it was never to be sent: there is no parcel.
    if (!isNumbered(order) || order.reason === 'unpaid') return [];
    const { shipments, rules, clock } = ports;
    const { state, created } = await shipments.create(() => ({
      state: cancelledBeforehand(order, rules, clock()),
    }));
    const listed = created ? [] : await shipments.ofOrder(order.orderNumber);
    const ids = new Set([state.id, ...listed.map(({ id }) => id)]);
    const gone: ShipmentId[] = [];
    // A list may be a moment old; what was made of a parcel is named by it, so none is missed.
    for (const id of ids) {
      const stopped = await stop(ports, id);
      if (stopped.status !== 'cancelled') gone.push(id);
      const { replacedBy, resent = [], rests = [] } = stopped;
      const others = [...resent.map(({ parcel }) => parcel), ...rests];
      for (const other of replacedBy === undefined ? others : [replacedBy, ...others]) ids.add(other);
    }
    return gone;
  };

/** Stops a parcel; one that has left is not sent again. */
async function stop({ shipments, clock, voidLabel, eraseLate }: Ports, id: ShipmentId): Promise<Shipment> {
  const stored = await shipments.change(id, (shipment) =>
    hasLeft(shipment) ? giveUp(shipment, clock()) : cancel(shipment, clock()),
  );
  await eraseLate(stored);
  const { status, booking, voidedAt } = stored;
  if (status === 'cancelled' && booking !== undefined && voidedAt === undefined) await voidLabel(id);
  return stored;
}

const isNumbered = (order: Order): order is Numbered => order.orderNumber !== null;
