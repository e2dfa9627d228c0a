import { fromAddressSnapshot, type OrderReaddressed } from '@cartless/domain';
import type { VoidLabel } from '../labels/void-label.ts';
import { changeReplacing } from '../reshipping/decide-reship.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import { shipmentIdOf } from '../shipments/shipment-id.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { readdress } from './readdress.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock; voidLabel: VoidLabel }>;

/**
 * An order is to go to another address: its parcel follows, or says that it has left. Told twice or late, it happens once.
 * @throws AppError SHIPMENT_NOT_FOUND when the event has overtaken the one that makes the parcel
 */
export const followAddress =
  ({ shipments, rules, clock, voidLabel }: Ports) =>
  async ({ orderNumber, change, shippingAddress }: OrderReaddressed['data']): Promise<void> => {
    const address = fromAddressSnapshot(shippingAddress);
    const ids = new Set([shipmentIdOf(orderNumber, 1)]);
    for (const id of ids) {
      const parcel = await changeReplacing(shipments, await shipments.read(id), (shipment, nextId) =>
        readdress(shipment, { change, address }, nextId, rules, clock()),
      );
      const { status, booking, voidedAt, replacedBy, rests = [], addressChange = 0 } = parcel;
      // What goes to the old address already takes the rest of its order along.
      if (status !== 'cancelled') return;
      if (booking !== undefined && voidedAt === undefined) await voidLabel(id);
      // An earlier change put another parcel in its place, which is to follow this one.
      if (replacedBy !== undefined && addressChange < change) ids.add(replacedBy);
      for (const rest of rests) ids.add(rest);
    }
  };
