import { Busy, TooMuchAtOnce } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, PackingInput, Price } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { LimitRequired } from '../../limits/errors.ts';
import { ShopperLimit } from '../../limits/shopper-limit.ts';
import { AdminProductShape, IfMatch, PRODUCT_FIELDS, VARIETY_FIELDS } from '../product-input-body.ts';
import { ProductParams } from '../product-body.ts';
import {
  BucketsCannotShrink,
  CurrencyUnsupported,
  OptionsInvalid,
  PriceByVariant,
  ProductHasStock,
  ProductNotFound,
  StockByVariant,
  TooManyVariants,
  VariantInvalid,
  VersionConflict,
  VersionRequired,
} from '../errors.ts';

export const route = defineRoute({
  id: 'changeProduct',
  method: 'PATCH',
  path: '/products/{productId}',
  access: 'catalogue',
  summary: 'Changes a product that nobody changed since you read it',
  description:
    'Say which version you change by If-Match or by `version`. `active: false` takes it off the shelf. ' +
    '`variants` are those to add or to change; the others stay, and none can be removed, only made inactive. `cost` is what one unit costs the shop, which no shopper sees; null takes it away.',
  params: ProductParams,
  headers: z.object({ 'if-match': IfMatch }),
  body: z.strictObject({
    ...(Object.fromEntries(
      Object.entries(PRODUCT_FIELDS).map(([name, schema]) => [name, z.optional(schema as z.ZodMiniType)]),
    ) as { [K in keyof typeof PRODUCT_FIELDS]: z.ZodMiniOptional<(typeof PRODUCT_FIELDS)[K]> }),
    ...VARIETY_FIELDS,
    active: z.optional(z.boolean()),
    limitPerShopper: z.optional(z.nullable(ShopperLimit)),
    cost: z.optional(z.nullable(Price)),
    packing: z.optional(z.nullable(PackingInput)),
    version: z.optional(z.int()),
  }),
  success: {
    status: 200,
    description: 'The product',
    headers: { etag: 'Its version' },
    body: AdminProductShape,
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    ProductNotFound,
    VersionConflict,
    VersionRequired,
    BucketsCannotShrink,
    CurrencyUnsupported,
    LimitRequired,
    OptionsInvalid,
    VariantInvalid,
    StockByVariant,
    PriceByVariant,
    ProductHasStock,
    TooManyVariants,
    TooMuchAtOnce,
    Busy,
  ],
});
