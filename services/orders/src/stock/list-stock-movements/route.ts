import { CursorInvalid } from '@cartless/aggregate';
import { VariantId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ProductNotFound, VariantNotFound } from '../../catalogue/errors.ts';
import { ProductParams } from '../../catalogue/product-body.ts';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { MovementShape } from '../movement-body.ts';

export const route = defineRoute({
  id: 'listStockMovements',
  method: 'GET',
  path: '/admin/products/{productId}/stock-movements',
  access: 'catalogue',
  summary: 'Lists what came in and what was gone, the newest first: the ledger of a product or of a variant',
  description:
    'Orders have no entries: what they take and give back is told by their own lines and states. Without `variantId` ' +
    'it is the ledger of the product itself, which has entries of the time before it had variants.',
  params: ProductParams,
  query: z.strictObject({ ...PAGE_QUERY, variantId: z.optional(VariantId) }),
  success: { status: 200, description: 'Entries of the ledger', body: pageOf(MovementShape) },
  errors: [CursorInvalid, ProductNotFound, VariantNotFound],
});
