import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { VariantId } from '../../variant.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const StockLow = defineEvent({
  producer: 'orders',
  name: 'stock-low',
  version: 1,
  description: 'The stock of a product fell to its warning level.',
  data: z.object({
    productId: field(ProductId, 'The product', 'prd_0demo'),
    variantId: z.optional(field(VariantId, 'Which of its variants, when it has some', 'm_blue')),
    available: field(z.int(), 'Units left', 3),
    threshold: field(z.int(), 'The warning level', 5),
  }),
  example: { productId: 'prd_0demo', available: 3, threshold: 5 },
});
export type StockLow = EventOf<typeof StockLow>;
