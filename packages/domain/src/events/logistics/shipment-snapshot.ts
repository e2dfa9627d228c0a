import * as z from 'zod/mini';
import { OrderId, ProductId, ShipmentId, UserId } from '../../ids.ts';
import { Quantity } from '../../order.ts';
import { OrderNumber } from '../../order-number.ts';
import { ParcelTrouble, ShipmentStatus } from '../../shipment.ts';
import { VariantId } from '../../variant.ts';
import { field } from '../event-contract.ts';

/** Units of a product in a parcel. */
export const ParcelItem = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  variantId: z.optional(field(VariantId, 'Which of its variants, when it has some', 'm_blue')),
  quantity: field(Quantity, 'How many of it', 1),
});

/** Why a parcel is in trouble, as far as its carrier says. */
export const WHY = {
  reason: z.optional(
    field(ParcelTrouble, 'Why, in one word of ours; left out when the carrier does not say', 'address'),
  ),
};

/** The parcel after the fact. A replacement parcel names the one it replaces. */
export const ShipmentSnapshot = z.object({
  shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
  orderId: field(OrderId, 'The order it belongs to', 'ord_0demo'),
  orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
  userId: field(UserId, 'The shopper', 'usr_0demo'),
  status: field(ShipmentStatus, 'The state that the parcel is in now', 'dispatched'),
  carrier: field(z.nullable(z.string()), 'Who carries it; null until a label is bought', 'SFExpress', {
    personal: false,
  }),
  trackingNumber: field(
    z.nullable(z.string()),
    'The number at the carrier, who alone knows whom it leads to',
    'EZ1000000001',
    {
      personal: false,
    },
  ),
  replaces: z.optional(field(ShipmentId, 'The parcel that this one replaces', 'shp_0first')),
  replacesSome: z.optional(
    field(ShipmentId, 'The parcel of which this one replaces only some units', 'shp_0first'),
  ),
  origin: z.optional(
    field(
      ShipmentId,
      "The first of the parcels that were sent in each other's place, when that is not the one which this one replaces",
      'shp_0first',
    ),
  ),
  items: z.optional(
    field(z.array(ParcelItem), 'What is in the parcel; all of the order when it is left out', [
      { productId: 'prd_0demo', quantity: 1 },
    ]),
  ),
  instead: z.optional(
    field(
      z.enum(['refund', 'reship']),
      'What the shop does instead of waiting for it, by now: its money is given back, or all of it is sent again',
      'refund',
    ),
  ),
  firstEstimate: z.optional(
    field(
      z.iso.datetime(),
      'When its carrier first said that it would arrive; midnight of UTC is the whole day. Left out until it says so',
      '2026-11-24T00:00:00.000Z',
    ),
  ),
  at: field(z.iso.datetime(), 'When it happened, by the clock of whoever saw it', '2026-11-22T09:00:00.000Z'),
});

export const shipmentSnapshotExample = {
  shipmentId: 'shp_0demo',
  orderId: 'ord_0demo',
  orderNumber: '20261121-4F7K2M9-C',
  userId: 'usr_0demo',
  carrier: 'SFExpress',
  trackingNumber: 'EZ1000000001',
  at: '2026-11-22T09:00:00.000Z',
} as const;
