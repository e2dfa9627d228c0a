import type { ShipmentId } from '@cartless/domain';
import { approveReship as approve, rejectReship as reject } from './reship.ts';
import { shipmentIdOf } from '../shipments/shipment-id.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock }>;
export type ApproveReship = ReturnType<typeof approveReship>;

/**
 * An administrator agrees to send a parcel again: the replacement is made in the same write.
 *
 * @returns the replacement
 * @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED, BUSY
 */
export const approveReship =
  ({ shipments, rules, clock }: Ports) =>
  async (id: ShipmentId): Promise<Shipment> => {
    const { orderNumber } = await shipments.read(id);
    const nextId = async (): Promise<ShipmentId> =>
      shipmentIdOf(orderNumber, (await shipments.ofOrder(orderNumber)).length + 1);
    let replacementId = await nextId();
    const replaced = await shipments.change(
      id,
      (shipment) => approve(shipment, replacementId, rules, clock()),
      // Another parcel of the order was made meanwhile, and has the id.
      { onRefusal: async () => void (replacementId = await nextId()) },
    );
    return shipments.read(replaced.replacedBy ?? replacementId);
  };

/** An administrator refuses to send a parcel again. @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED */
export const rejectReship =
  ({ shipments, clock }: Ports) =>
  async (id: ShipmentId, reason: string): Promise<Shipment> =>
    shipments.change(id, (shipment) => reject(shipment, reason, clock()));
