import * as z from 'zod/mini';
import { AddressSnapshot, PlaceSnapshot } from '../../address-snapshot.ts';
import { OrderId, UserId } from '../../ids.ts';
import { LOCALES } from '../../locale.ts';
import { Money } from '../../money.ts';
import { OrderLine, PaymentMethod, ToldOrderStatus } from '../../order.ts';
import { OrderNumber } from '../../order-number.ts';
import { ChosenOption, PackingSnapshot } from '../../packing.ts';
import { field } from '../event-contract.ts';

const address = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};

const place = {
  recipient: '-',
  phone: '00000',
  line1: '-',
  city: '上海',
  region: '上海',
  postalCode: '--',
  country: 'CN',
};

export const orderSnapshotExample = {
  orderId: 'ord_0demo',
  orderNumber: '20261121-4F7K2M9-C',
  userId: 'usr_0demo',
  status: 'paid',
  items: [
    {
      productId: 'prd_0demo',
      title: 'Desk lamp',
      category: 'home',
      quantity: 2,
      unitPrice: { amount: 12_900, currency: 'CNY' },
    },
  ],
  shippingFee: { amount: 0, currency: 'CNY' },
  total: { amount: 25_800, currency: 'CNY' },
  shippingAddress: place,
  paymentMethod: 'card',
  placedAt: '2026-11-21T08:00:00.000Z',
} as const;

/** A line of a placed order, with the tax that its price includes, and what the goods cost the shop. */
const SnapshotLine = z.extend(OrderLine, {
  taxIncluded: z.optional(field(Money, 'Tax in what the line costs', { amount: 2968, currency: 'CNY' })),
  unitCost: z.optional(
    field(Money, 'What one of them cost the shop when the order was placed, when that is known', {
      amount: 7_400,
      currency: 'CNY',
    }),
  ),
});

/**
 * The order after the fact, so that a consumer needs no earlier event to understand a later one. Nothing in it tells who the
 * shopper is or where they live.
 */
export const OrderSnapshot = z.object({
  orderId: field(OrderId, 'The order', 'ord_0demo'),
  orderNumber: field(
    z.nullable(OrderNumber),
    'The number people use; null until confirmed',
    '20261121-4F7K2M9-C',
  ),
  userId: field(UserId, 'The shopper', 'usr_0demo'),
  status: field(ToldOrderStatus, 'The state that the order is in now', 'paid'),
  items: field(z.array(SnapshotLine), 'The lines with the prices decided when placing', [
    ...orderSnapshotExample.items,
  ]),
  shippingFee: field(Money, 'Part of the total', orderSnapshotExample.shippingFee),
  total: field(Money, 'Lines, less their discounts, and shipping fee together', orderSnapshotExample.total),
  shippingAddress: field(PlaceSnapshot, 'The city and region that the parcel goes to, and no more', place),
  paymentMethod: field(PaymentMethod, 'How the shopper pays', 'card'),
  placedAt: field(z.iso.datetime(), 'When the order was placed', orderSnapshotExample.placedAt),
  promotionCode: z.optional(
    field(z.string(), 'The promotion that the order used', 'SPRING-10', { personal: false }),
  ),
  taxIncluded: z.optional(field(Money, 'Tax that the total includes', { amount: 2968, currency: 'CNY' })),
});
export type OrderSnapshot = Readonly<z.infer<typeof OrderSnapshot>>;

/** Of the events from which parcels are made and readdressed, and the order's details mailed: the whole address. */
export const WHOLE_ADDRESS = {
  shippingAddress: field(AddressSnapshot, 'Where the parcel goes', address),
};
/** Of the events from which parcels are made: what a packer needs to know of a line, as it was when the order was placed. */
const PackedLine = z.extend(SnapshotLine, {
  options: z.optional(
    field(z.array(ChosenOption), 'Of a variant, what was chosen', [{ name: 'Colour', value: 'blue' }]),
  ),
  packing: z.optional(
    field(PackingSnapshot, 'Weight, size, dangers and customs facts of one unit', { weightGrams: 350 }),
  ),
});
export const TO_PACK = {
  ...WHOLE_ADDRESS,
  items: field(z.array(PackedLine), 'The lines with the prices decided when placing', [
    ...orderSnapshotExample.items,
  ]),
  locale: z.optional(field(z.enum(LOCALES), 'The language of the papers in the parcel', 'zh-CN')),
};
export const wholeAddressExample = { ...orderSnapshotExample, shippingAddress: address };
