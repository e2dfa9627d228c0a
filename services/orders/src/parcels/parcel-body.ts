import { ParcelTrouble, ProductId, Quantity, ShipmentId, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { Order } from '../ordering/order.ts';
import { itemsOf } from './parcel-units.ts';
import { type Missing, OUTCOMES, type OrderParcel, PARCEL_STATUSES } from './parcel.ts';

const Item = z.object({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity });

/** A parcel that has left, as answers show it. */
export const ParcelShape = z.object({
  shipmentId: ShipmentId,
  status: z.enum(PARCEL_STATUSES),
  items: z.array(Item),
  /** Why it did not arrive, or not as it should, as far as its carrier says. */
  reason: z.optional(ParcelTrouble),
  /** What was done about what did not arrive: sent again, or its money given back. */
  decided: z.optional(z.array(z.object({ outcome: z.enum(OUTCOMES), items: z.array(Item) }))),
});

/** Units of goods that left in the place of a parcel and were not on the shelf. */
export const MissingShape = z.object({ shipmentId: ShipmentId, items: z.array(Item) });

export const showMissing = (missing: readonly Missing[]): z.infer<typeof MissingShape>[] =>
  missing.map(({ shipmentId, items }) => ({ shipmentId, items: items.map((item) => ({ ...item })) }));

export const showParcels = (order: Order): z.infer<typeof ParcelShape>[] =>
  order.parcels.map((parcel) => ({
    shipmentId: parcel.shipmentId,
    status: parcel.status,
    items: itemsOf(order, parcel).map((item) => ({ ...item })),
    ...(parcel.why && { reason: parcel.why }),
    ...decidedOf(order, parcel),
  }));

function decidedOf(order: Order, parcel: OrderParcel) {
  const whole = { ...parcel, items: itemsOf(order, parcel) };
  const decided = [whole, ...(parcel.parts ?? [])].flatMap(({ decided: outcome, items }) =>
    outcome === undefined ? [] : [{ outcome, items: items.map((item) => ({ ...item })) }],
  );
  return decided.length > 0 ? { decided } : {};
}
