import { defineRoute } from '@cartless/lambda';
import { ProductParams, ProductShape } from '../../api/product-shape.ts';
import { ProductNotFound } from '../../domain/errors.ts';

export const route = defineRoute({
  id: 'getProduct',
  method: 'GET',
  path: '/products/{productId}',
  access: 'public',
  summary: 'Shows one product',
  params: ProductParams,
  success: { status: 200, description: 'The product', body: ProductShape, headers: { etag: 'Its version' } },
  errors: [ProductNotFound],
});
