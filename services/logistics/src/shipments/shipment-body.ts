import { OrderId, ShipmentId, ShipmentStatus, ShownAddress } from '@cartless/domain';
import * as z from 'zod/mini';
import type { ShipmentSummary } from './ports.ts';
import type { Shipment } from './shipment.ts';

/** A parcel as an administrator sees it. */
export const ShipmentBody = z.object({
  shipmentId: ShipmentId,
  orderNumber: z.string(),
  status: ShipmentStatus,
  carrier: z.nullable(z.string()),
  trackingNumber: z.nullable(z.string()),
  createdAt: z.string(),
  statusAt: z.string(),
  /** Where a wish for a replacement stands. */
  reship: z.nullable(z.enum(['requested', 'approved', 'rejected'])),
  /** Why the parcel waits for a person. */
  problem: z.nullable(z.string()),
  labelUrl: z.optional(z.nullable(z.string())),
  replaces: z.optional(z.nullable(ShipmentId)),
  /** When a parcel that was not delivered was here again, and whether its goods can be sold. */
  arrivedBackAt: z.optional(z.string()),
  fit: z.optional(z.boolean()),
});

export const ShipmentParams = z.object({ shipmentId: ShipmentId });

export const summaryBody = ({
  id: shipmentId,
  ...summary
}: ShipmentSummary): z.infer<typeof ShipmentBody> => ({
  shipmentId,
  ...summary,
});

export const shipmentBody = (shipment: Shipment): z.infer<typeof ShipmentBody> => ({
  shipmentId: shipment.id,
  orderNumber: shipment.orderNumber,
  status: shipment.status,
  carrier: shipment.label?.carrier ?? null,
  trackingNumber: shipment.label?.trackingNumber ?? null,
  createdAt: shipment.createdAt,
  statusAt: shipment.statusAt,
  reship: shipment.reship?.state ?? null,
  problem: shipment.problem?.message ?? null,
  labelUrl: shipment.label?.url ?? null,
  replaces: shipment.replaces ?? null,
  ...(shipment.arrivedBackAt !== undefined && { arrivedBackAt: shipment.arrivedBackAt }),
  ...(shipment.fit !== undefined && { fit: shipment.fit }),
});

/** What one packs from: where it goes, what is in it, and its label. */
export const PackingBody = z.extend(ShipmentBody, {
  orderId: OrderId,
  address: ShownAddress,
  items: z.array(
    z.object({
      productId: z.string(),
      variantId: z.optional(z.string()),
      title: z.string(),
      category: z.string(),
      quantity: z.int(),
    }),
  ),
  weightGrams: z.int(),
  service: z.nullable(z.string()),
  replacedBy: z.nullable(ShipmentId),
});

export const packingBody = (shipment: Shipment): z.infer<typeof PackingBody> => ({
  ...shipmentBody(shipment),
  orderId: shipment.orderId,
  address: shipment.address,
  items: shipment.lines.map((line) => ({ ...line })),
  weightGrams: shipment.weightGrams,
  service: shipment.label?.service ?? null,
  replacedBy: shipment.replacedBy ?? null,
});
