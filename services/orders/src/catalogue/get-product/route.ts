import { defineRoute } from '@cartless/lambda';
import { ProductParams, ProductShape } from '../product-body.ts';
import { ProductNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'getProduct',
  method: 'GET',
  path: '/products/{productId}',
  access: 'public',
  summary: 'Shows one product',
  params: ProductParams,
  success: {
    status: 200,
    description: 'The product',
    body: ProductShape,
    headers: { etag: 'Begins with its version, and can be sent as If-Match to change it' },
    cacheSeconds: 10,
  },
  errors: [ProductNotFound],
});
