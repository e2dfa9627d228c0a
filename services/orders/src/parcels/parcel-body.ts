import { ProductId, Quantity, ShipmentId, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { Order } from '../ordering/order.ts';
import { itemsOf } from './order-parcel.ts';
import { PARCEL_STATUSES } from './parcel.ts';

/** A parcel that has left, as answers show it. */
export const ParcelShape = z.object({
  shipmentId: ShipmentId,
  status: z.enum(PARCEL_STATUSES),
  items: z.array(z.object({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity })),
});

export const showParcels = (order: Order): z.infer<typeof ParcelShape>[] =>
  order.parcels.map((parcel) => ({
    shipmentId: parcel.shipmentId,
    status: parcel.status,
    items: itemsOf(order, parcel).map((item) => ({ ...item })),
  }));
