import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { Quantity } from '../../order.ts';
import { ReturnId, ReturnReason } from '../../return.ts';
import { VariantId } from '../../variant.ts';
import { field } from '../event-contract.ts';

export const returnedItemExample = {
  productId: 'prd_0demo',
  title: 'Desk lamp',
  category: 'home',
  quantity: 1,
} as const;

/** Units of a product that a return is about. */
export const ReturnedItem = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  variantId: z.optional(field(VariantId, 'Which of its variants, when it has some', 'm_blue')),
  title: field(z.string(), 'Its name when the order was placed', 'Desk lamp', { personal: false }),
  category: field(z.string(), 'Its category', 'home', { personal: false }),
  quantity: field(Quantity, 'How many come back', 1),
});

/** What every event of a return says of it, beside its order. */
export const RETURN_FIELDS = {
  returnId: field(ReturnId, 'The return; an order can have several', 'ret_0demo-1'),
  returnItems: field(z.array(ReturnedItem), 'What it is about', [returnedItemExample]),
  reasonCode: z.optional(field(ReturnReason, 'Why, when the shopper chose a reason', 'does-not-fit')),
};

export const returnExample = { returnId: 'ret_0demo-1', returnItems: [{ ...returnedItemExample }] } as const;
