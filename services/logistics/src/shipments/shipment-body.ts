import {
  Instant,
  ChosenOption,
  type Locale,
  LOCALES,
  Money,
  OrderId,
  ShipmentId,
  ShipmentStatus,
  ShownAddress,
  Size,
} from '@cartless/domain';
import * as z from 'zod/mini';
import { CUSTOMS_FACTS, declared } from '../packing/customs.ts';
import { dangersOf } from '../packing/dangers.ts';
import { unitWeight } from '../packing/parcel-weight.ts';
import type { ShipmentSummary } from './ports.ts';
import { problemIn } from './problem.ts';
import { Box, type ShippingRules } from './shipping-rules.ts';
import type { ParcelLine, Shipment } from './shipment.ts';

/** A parcel as an administrator sees it. */
export const ShipmentBody = z.object({
  shipmentId: ShipmentId,
  orderNumber: z.string(),
  status: ShipmentStatus,
  carrier: z.nullable(z.string()),
  trackingNumber: z.nullable(z.string()),
  createdAt: Instant,
  statusAt: Instant,
  /** Where a wish for a replacement stands. */
  reship: z.nullable(z.enum(['requested', 'approved', 'rejected'])),
  /** Why the parcel waits for a person. */
  problem: z.nullable(z.string()),
  labelUrl: z.optional(z.nullable(z.string())),
  replaces: z.optional(z.nullable(ShipmentId)),
  /** When a parcel that was not delivered was here again, and whether its goods can be sold. */
  arrivedBackAt: z.optional(Instant),
  fit: z.optional(z.boolean()),
});

/** A parcel as its shopper sees it: without what its carrier told the staff, and without the label. */
export const OwnShipmentBody = z.omit(ShipmentBody, { problem: true, labelUrl: true, fit: true });

export const ShipmentParams = z.object({ shipmentId: ShipmentId });

export const summaryBody = (
  { id: shipmentId, problem, ...summary }: ShipmentSummary,
  locale: Locale,
): z.infer<typeof ShipmentBody> => ({
  shipmentId,
  ...summary,
  problem: problemIn(problem, locale),
});

export const shipmentBody = (shipment: Shipment, locale: Locale): z.infer<typeof ShipmentBody> => ({
  shipmentId: shipment.id,
  orderNumber: shipment.orderNumber,
  status: shipment.status,
  carrier: shipment.label?.carrier ?? null,
  trackingNumber: shipment.label?.trackingNumber ?? null,
  createdAt: shipment.createdAt,
  statusAt: shipment.statusAt,
  reship: shipment.reship?.state ?? null,
  problem: problemIn(shipment.problem, locale),
  labelUrl: shipment.label?.url ?? null,
  replaces: shipment.replaces ?? null,
  ...(shipment.arrivedBackAt !== undefined && { arrivedBackAt: shipment.arrivedBackAt }),
  ...(shipment.fit !== undefined && { fit: shipment.fit }),
});

/** One line of the customs form. Value and weight are those of all its units. */
const CustomsLine = z.object({
  sku: z.string(),
  description: z.string(),
  hsCode: z.string(),
  originCountry: z.string(),
  quantity: z.int(),
  value: Money,
  weightGrams: z.int(),
});

/** What one packs from: where it goes, what is in it and in which box, what carrier and customs are told, and its label. */
export const PackingBody = z.extend(ShipmentBody, {
  orderId: OrderId,
  address: ShownAddress,
  /** The language of the papers in it. */
  locale: z.nullable(z.enum(LOCALES)),
  items: z.array(
    z.object({
      productId: z.string(),
      variantId: z.optional(z.string()),
      title: z.string(),
      options: z.array(ChosenOption),
      category: z.string(),
      quantity: z.int(),
      /** Of one unit; what its category weighs where it is not known. */
      weightGrams: z.int(),
      size: z.optional(Size),
      dangerousGoods: z.optional(z.string()),
    }),
  ),
  weightGrams: z.int(),
  box: z.nullable(Box),
  /** Every kind of danger in it, the mildest first. */
  dangerousGoods: z.array(z.string()),
  /** Null where there are no customs on its way; what is `missing` has to be told when it is dispatched. */
  customs: z.nullable(
    z.object({
      lines: z.array(CustomsLine),
      missing: z.array(z.object({ title: z.string(), facts: z.array(z.enum(CUSTOMS_FACTS)) })),
    }),
  ),
  service: z.nullable(z.string()),
  /** The label as a PDF; `labelUrl` is the picture. */
  labelPdfUrl: z.nullable(z.string()),
  replacedBy: z.nullable(ShipmentId),
  /** The other parcels of its order. */
  others: z.array(z.object({ shipmentId: ShipmentId, status: ShipmentStatus })),
});

/** @param parcels all of its order */
export const packingBody = (
  shipment: Shipment,
  parcels: readonly Shipment[],
  rules: ShippingRules,
  locale: Locale,
): z.infer<typeof PackingBody> => {
  const customs = declared(shipment, rules);
  return {
    ...shipmentBody(shipment, locale),
    orderId: shipment.orderId,
    address: shipment.address,
    locale: shipment.locale ?? null,
    items: shipment.lines.map((line) => packedItem(line, rules)),
    weightGrams: shipment.weightGrams,
    box: shipment.box ?? null,
    dangerousGoods: [...dangersOf(shipment.lines)],
    customs: customs
      ? {
          lines: [...customs.lines],
          missing: customs.missing.map(({ title, facts }) => ({ title, facts: [...facts] })),
        }
      : null,
    service: shipment.label?.service ?? null,
    labelPdfUrl: shipment.label?.pdfUrl ?? null,
    replacedBy: shipment.replacedBy ?? null,
    others: parcels
      .filter(({ id }) => id !== shipment.id)
      .map(({ id: shipmentId, status }) => ({ shipmentId, status })),
  };
};

function packedItem(line: ParcelLine, { weights }: ShippingRules) {
  const { options = [], packing = {}, price: _price, ...rest } = line;
  return {
    ...rest,
    options: [...options],
    weightGrams: unitWeight(line, weights),
    ...(packing.size && { size: packing.size }),
    ...(packing.dangerousGoods !== undefined && { dangerousGoods: packing.dangerousGoods }),
  };
}
