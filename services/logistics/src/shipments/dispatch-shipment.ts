import type { ShipmentId } from '@cartless/domain';
import type { PollRules } from '../scheduler/due-work.ts';
import { dispatch, wantsLabel } from '../labels/label.ts';
import type { Shipment } from './shipment.ts';
import type { BuyLabel } from '../labels/buy-label.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; buyLabel: BuyLabel; poll: PollRules; clock: Clock }>;

/**
 * An administrator hands a parcel over. One without a label gets it first, from the carrier that was asked for.
 *
 * @throws AppError SHIPMENT_NOT_FOUND, SHIPMENT_CANNOT_BE_DISPATCHED, SHIPMENT_HELD, CARRIER_UNAVAILABLE, CARRIER_REFUSED,
 *   CARRIER_NOT_OFFERED
 */
export const dispatchShipment =
  ({ shipments, buyLabel, poll, clock }: Ports) =>
  async (id: ShipmentId, carrier: string | undefined): Promise<Shipment> => {
    const shipment = await shipments.read(id);
    if (wantsLabel(shipment)) {
      const bought = await buyLabel(id, { dispatch: true, carrier });
      if (bought.dispatchedAt !== undefined) return bought;
    }
    return shipments.change(id, (current) => dispatch(current, clock(), poll));
  };
