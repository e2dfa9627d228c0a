import { defineRoute } from '@cartless/lambda';
import { ProductNotFound } from '../errors.ts';
import { ProductParams } from '../product-body.ts';
import { StockedProductShape } from '../product-input-body.ts';

export const route = defineRoute({
  id: 'getAnyProduct',
  method: 'GET',
  path: '/admin/products/{productId}',
  access: 'catalogue',
  summary:
    'Shows one product as it is kept: in every language, with its cost, its units and all of its variants',
  params: ProductParams,
  success: {
    status: 200,
    description: 'The product, archived or not',
    body: StockedProductShape,
    headers: { etag: 'Begins with its version, and can be sent as If-Match to change it' },
  },
  errors: [ProductNotFound],
});
