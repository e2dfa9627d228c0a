import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { Money } from '../../money.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

/** A name in every language of the shop. */
export const ProductTitle = z.object({
  en: field(z.string(), 'English', 'Desk lamp', { personal: false }),
  'zh-CN': field(z.string(), 'Simplified Chinese', '台灯', { personal: false }),
});

export const ProductChanged = defineEvent({
  producer: 'orders',
  name: 'product-changed',
  version: 1,
  description: 'A product was created, changed or archived.',
  data: z.object({
    productId: field(ProductId, 'The product', 'prd_0demo'),
    title: field(ProductTitle, 'Its name in every language', {
      en: 'Desk lamp',
      'zh-CN': '台灯',
    }),
    category: field(z.string(), 'Where it stands in the catalogue', 'home', { personal: false }),
    price: field(Money, 'What one unit costs', { amount: 12_900, currency: 'CNY' }),
    active: field(z.boolean(), 'Whether it can be bought', true),
  }),
  example: {
    productId: 'prd_0demo',
    title: { en: 'Desk lamp', 'zh-CN': '台灯' },
    category: 'home',
    price: { amount: 12_900, currency: 'CNY' },
    active: true,
  },
});
export type ProductChanged = EventOf<typeof ProductChanged>;
