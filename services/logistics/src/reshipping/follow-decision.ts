import type { DeliveryGivenUp, ReshipOrdered, ShipmentId } from '@cartless/domain';
import type { VoidLabel } from '../labels/void-label.ts';
import { cancel, hasLeft } from '../shipments/cancellation.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { changeReplacing } from './decide-reship.ts';
import { giveUp, resend } from './resend.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock; voidLabel: VoidLabel }>;

/** What the shop decided about parcels that did not arrive. Told twice, it happens once. */
export const followDecision = (ports: Ports) => ({
  /** They are sent again. @throws AppError SHIPMENT_NOT_FOUND */
  reship: async ({ shipmentIds }: ReshipOrdered['data']): Promise<void> => {
    const { shipments, rules, clock } = ports;
    for (const id of shipmentIds) {
      const parcel = await shipments.read(id);
      await changeReplacing(shipments, parcel, (shipment, replacementId) =>
        resend(shipment, replacementId, rules, clock()),
      );
    }
  },
  /**
   * Their money went back: nobody may send them again, and a replacement that somebody approved at the same time is
   * stopped while it can be.
   * @throws AppError SHIPMENT_NOT_FOUND
   */
  giveUp: async ({ shipmentIds }: DeliveryGivenUp['data']): Promise<void> => {
    const { shipments, clock } = ports;
    for (const id of shipmentIds) {
      const { replacedBy } = await shipments.change(id, (shipment) => giveUp(shipment, clock()));
      if (replacedBy !== undefined) await stop(ports, replacedBy);
    }
  },
});

async function stop({ shipments, clock, voidLabel }: Ports, id: ShipmentId): Promise<void> {
  const stopped = await shipments.change(id, (shipment) =>
    hasLeft(shipment) ? undefined : cancel(shipment, clock()),
  );
  const { status, booking, voidedAt } = stopped;
  if (status === 'cancelled' && booking !== undefined && voidedAt === undefined) await voidLabel(id);
}
