import type { ShipmentId } from '@cartless/domain';
import type { PollRules } from '../scheduler/due-work.ts';
import { dispatch, wantsLabel } from '../labels/label.ts';
import { changeReplacing } from '../reshipping/decide-reship.ts';
import type { Shipment } from './shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';
import { split, type SplitItem } from './split.ts';
import { type CustomsFacts, declare } from '../packing/declare.ts';
import type { HeedHold } from '../holds/heed-hold.ts';
import type { BuyLabel } from '../labels/buy-label.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{
  shipments: Shipments;
  rules: ShippingRules;
  buyLabel: BuyLabel;
  heedHold: HeedHold;
  poll: PollRules;
  clock: Clock;
}>;
export type Handover = Readonly<{
  carrier?: string | undefined;
  /** What goes; the rest waits as another parcel. */
  items?: readonly SplitItem[] | undefined;
  /** What customs ask for and is not known of what goes. */
  customs?: readonly CustomsFacts[] | undefined;
}>;
export type DispatchShipment = ReturnType<typeof dispatchShipment>;

/**
 * An administrator hands a parcel over. One without a label gets it first, from the carrier that was asked for. When
 * only some of it goes, the rest becomes another parcel first; asked again, that changes nothing more.
 *
 * @throws AppError SHIPMENT_NOT_FOUND, SHIPMENT_CANNOT_BE_DISPATCHED, SHIPMENT_HELD, SHIPMENT_ACCOUNT_HELD, CARRIER_UNAVAILABLE, CARRIER_REFUSED,
 *   CARRIER_NOT_OFFERED, ITEMS_NOT_IN_PARCEL, CANNOT_BE_SPLIT, CUSTOMS_NAME_ALL, CUSTOMS_INCOMPLETE, DANGERS_MIXED, DANGER_UNKNOWN
 */
export const dispatchShipment =
  ({ shipments, rules, buyLabel, heedHold, poll, clock }: Ports) =>
  async (id: ShipmentId, { carrier, items, customs }: Handover = {}): Promise<Shipment> => {
    const whole = await heedHold(await shipments.read(id));
    const packed =
      items === undefined
        ? whole
        : await changeReplacing(shipments, whole, (current, nextId) =>
            split(current, items, nextId, rules, clock()),
          );
    const shipment =
      customs === undefined
        ? packed
        : await shipments.change(id, (current) => declare(current, customs), { known: packed });
    if (wantsLabel(shipment)) {
      const bought = await buyLabel(id, { dispatch: true, carrier });
      if (bought.dispatchedAt !== undefined) return bought;
    }
    return shipments.change(id, (current) => dispatch(current, clock(), poll));
  };
