import type { ShipmentId } from '@cartless/domain';
import { approveReship as approve, rejectReship as reject } from './reship.ts';
import { shipmentIdOf } from '../shipments/shipment-id.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock }>;

/**
 * An administrator agrees to send a parcel again: the replacement is made in the same write.
 *
 * @returns the replacement
 * @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED, RESHIP_NOT_POSSIBLE, BUSY
 */
export const approveReship =
  ({ shipments, rules, clock }: Ports) =>
  async (id: ShipmentId): Promise<Shipment> => {
    const parcel = await shipments.read(id);
    const replaced = await changeReplacing(shipments, parcel, (shipment, replacementId) =>
      approve(shipment, replacementId, rules, clock()),
    );
    return shipments.read(replaced.resent?.at(-1)?.parcel ?? replaced.replacedBy ?? id);
  };

/** Changes a parcel by a rule that may make a replacement, under the next free id of the order. */
export async function changeReplacing(
  shipments: Shipments,
  known: Shipment,
  rule: (shipment: Shipment, replacementId: ShipmentId) => ShipmentChange | undefined,
): Promise<Shipment> {
  const { id, orderNumber } = known;
  const nextId = async (): Promise<ShipmentId> =>
    shipmentIdOf(orderNumber, (await shipments.ofOrder(orderNumber)).length + 1);
  let replacementId = await nextId();
  return shipments.change(id, (shipment) => rule(shipment, replacementId), {
    known,
    // Another parcel of the order was made meanwhile, and has the id.
    onRefusal: async () => void (replacementId = await nextId()),
  });
}

/** An administrator refuses to send a parcel again. @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED */
export const rejectReship =
  ({ shipments, clock }: Ports) =>
  async (id: ShipmentId, reason: string): Promise<Shipment> =>
    shipments.change(id, (shipment) => reject(shipment, reason, clock()));
