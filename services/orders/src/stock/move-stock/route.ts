import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, IdempotencyKey, prose, rule, VariantId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ProductParams } from '../../catalogue/product-body.ts';
import { IdempotencyKeyReused } from '../../ordering/errors.ts';
import { ProductNotFound, VariantNotFound, VariantRequired } from '../../catalogue/errors.ts';
import { StockTooLow } from '../errors.ts';

export const route = defineRoute({
  id: 'moveStock',
  method: 'POST',
  path: '/products/{productId}/stock',
  access: 'catalogue',
  summary: 'Books units that came in, or that are gone',
  description:
    'Every movement is an entry of the ledger; with an Idempotency-Key a repeated request is one entry.',
  params: ProductParams,
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({
    delta: z.int().check(
      z.gte(-1_000_000),
      z.lte(1_000_000),
      rule<number>((delta) => delta !== 0, { en: 'Must not be 0.', 'zh-CN': '不能为 0。' }),
    ),
    reason: prose(200),
    variantId: z.optional(VariantId),
  }),
  success: {
    status: 200,
    description: 'How many there are now',
    headers: { 'idempotent-replayed': '`true` when an earlier request booked it' },
    body: z.object({ productId: z.string(), variantId: z.optional(VariantId), available: z.int() }),
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    ProductNotFound,
    VariantNotFound,
    VariantRequired,
    StockTooLow,
    IdempotencyKeyReused,
    Busy,
  ],
});
