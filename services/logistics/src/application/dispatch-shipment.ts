import type { ShipmentId } from '@cartless/domain';
import type { PollRules } from '../domain/due-work.ts';
import { ShipmentNotFound } from '../domain/errors.ts';
import { dispatch, wantsLabel } from '../domain/label.ts';
import type { Shipment } from '../domain/shipment.ts';
import type { BuyLabel } from './buy-label.ts';
import { changeShipment } from './change-shipment.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; buyLabel: BuyLabel; poll: PollRules; clock: Clock }>;

/**
 * An administrator hands a parcel over. One without a label gets it first, from the carrier that was asked for.
 *
 * @throws AppError SHIPMENT_NOT_FOUND, SHIPMENT_CANNOT_BE_DISPATCHED, CARRIER_UNAVAILABLE, CARRIER_REFUSED,
 *   CARRIER_NOT_OFFERED
 */
export const dispatchShipment =
  ({ shipments, buyLabel, poll, clock }: Ports) =>
  async (id: ShipmentId, carrier: string | undefined): Promise<Shipment> => {
    const shipment = await shipments.find(id);
    if (shipment === undefined) throw ShipmentNotFound();
    if (wantsLabel(shipment)) {
      const bought = await buyLabel(id, { dispatch: true, carrier });
      if (bought.dispatchedAt !== undefined) return bought;
    }
    return changeShipment(shipments, id, (current) => dispatch(current, clock(), poll));
  };
