import { Busy, TooMuchAtOnce } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, IdempotencyKey, ProductId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { LimitRequired } from '../../limits/errors.ts';
import { AdminProductShape, NEW_PRODUCT_FIELDS } from '../product-input-body.ts';
import {
  CurrencyUnsupported,
  OptionsInvalid,
  ProductExists,
  StockByVariant,
  TooManyVariants,
  VariantInvalid,
} from '../errors.ts';
import { IdempotencyKeyReused } from '../../ordering/errors.ts';

export const route = defineRoute({
  id: 'createProduct',
  method: 'POST',
  path: '/products',
  access: 'catalogue',
  summary: 'Puts a product on sale',
  description:
    'With an Idempotency-Key, or a productId of your own, a repeated request makes no second product. With options and ' +
    'variants its stock is theirs, and price is that of variants that name none, as is `cost`: what one unit costs the shop, which no shopper sees.',
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({
    productId: z.optional(ProductId),
    ...NEW_PRODUCT_FIELDS,
    stock: z._default(z.int().check(z.gte(0), z.lte(10_000_000)), 0),
  }),
  success: {
    status: 201,
    description: 'The product',
    headers: { location: 'The product', 'idempotent-replayed': '`true` when an earlier request made it' },
    body: AdminProductShape,
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    CurrencyUnsupported,
    ProductExists,
    IdempotencyKeyReused,
    LimitRequired,
    OptionsInvalid,
    VariantInvalid,
    StockByVariant,
    TooManyVariants,
    TooMuchAtOnce,
    Busy,
  ],
});
