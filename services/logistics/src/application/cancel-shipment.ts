import type { OrderCancelled, OrderNumber } from '@cartless/domain';
import { cancel } from '../domain/cancel.ts';
import { cancelledBeforehand } from '../domain/create-shipment.ts';
import { shipmentIdOf } from '../domain/shipment-id.ts';
import type { ShippingRules } from '../domain/shipping-rules.ts';
import { changeShipment } from './change-shipment.ts';
import type { EraseLate } from './erase-late.ts';
import type { Clock, Shipments } from './ports.ts';
import type { VoidLabel } from './void-label.ts';

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
 * An order was cancelled before dispatch: its parcel is not sent and its label given back. When the event overtook the
 * one that makes the parcel, a cancelled parcel is put in its place.
 *
 * @throws AppError SHIPMENT_CANNOT_BE_CANCELLED when the parcel is on its way
 */
export const cancelShipment =
  ({ shipments, rules, clock, voidLabel, eraseLate }: Ports) =>
  async (order: Order): Promise<void> => {
    // Without a number the order was never confirmed, and unpaid it was never to be sent: there is no parcel.
    if (!isNumbered(order) || order.reason === 'unpaid') return;
    const now = clock();
    const beforehand = cancelledBeforehand(order, rules, now);
    const absent = (await shipments.add(beforehand, [])) === undefined;
    const stored = absent
      ? beforehand
      : await changeShipment(shipments, shipmentIdOf(order.orderNumber, 1), (shipment) =>
          cancel(shipment, now),
        );
    await eraseLate(stored);
    if (stored.booking !== undefined && stored.voidedAt === undefined) await voidLabel(stored.id);
  };

const isNumbered = (order: Order): order is Numbered => order.orderNumber !== null;
