import type { OrderCancelled, OrderNumber } from '@cartless/domain';
import { cancel } from './cancellation.ts';
import { cancelledBeforehand } from './new-shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { EraseLate } from '../erasure/erase-late.ts';
import type { Clock, Shipments } from './ports.ts';
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
    const { state, created } = await shipments.create(() => ({
      state: cancelledBeforehand(order, rules, now),
    }));
    const stored = created
      ? state
      : await shipments.change(state.id, (shipment) => cancel(shipment, now), { known: state });
    await eraseLate(stored);
    if (stored.booking !== undefined && stored.voidedAt === undefined) await voidLabel(stored.id);
  };

const isNumbered = (order: Order): order is Numbered => order.orderNumber !== null;
