import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { Money } from '../../money.ts';
import { VariantId } from '../../variant.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';
import { ProductTitle } from './product-changed.ts';

/** How many there are of what is sold, and what one of them is worth. */
const Counted = z.object({
  variantId: z.optional(field(VariantId, 'Which variant of the product, when it has some', 'm_blue')),
  available: field(z.int(), 'Units that can be sold', 12),
  price: field(Money, 'What one unit costs', { amount: 12_900, currency: 'CNY' }),
  cost: z.optional(
    field(Money, 'What one unit costs the shop; left out when that is not known', {
      amount: 5000,
      currency: 'CNY',
    }),
  ),
});

export const StockCounted = defineEvent({
  producer: 'orders',
  name: 'stock-counted',
  version: 1,
  description: 'The stock of a product was counted, and it or what it is worth is not what was told before.',
  data: z.object({
    productId: field(ProductId, 'The product', 'prd_0demo'),
    title: field(ProductTitle, 'Its name in every language', { en: 'Desk lamp', 'zh-CN': '台灯' }),
    category: field(z.string(), 'Where it stands in the catalogue', 'home', { personal: false }),
    active: field(z.boolean(), 'Whether it can be bought', true),
    counted: field(z.array(Counted), 'What is sold of it: the product, or each of its variants', [
      { available: 12, price: { amount: 12_900, currency: 'CNY' }, cost: { amount: 5000, currency: 'CNY' } },
    ]),
    countedAt: field(z.iso.datetime(), 'When', '2026-11-21T09:00:00.000Z'),
  }),
  example: {
    productId: 'prd_0demo',
    title: { en: 'Desk lamp', 'zh-CN': '台灯' },
    category: 'home',
    active: true,
    counted: [
      { available: 12, price: { amount: 12_900, currency: 'CNY' }, cost: { amount: 5000, currency: 'CNY' } },
    ],
    countedAt: '2026-11-21T09:00:00.000Z',
  },
});
export type StockCounted = EventOf<typeof StockCounted>;
