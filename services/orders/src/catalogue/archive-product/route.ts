import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { IfMatch } from '../product-input-body.ts';
import { ProductParams } from '../product-body.ts';
import { ProductNotFound, VersionConflict } from '../errors.ts';

export const route = defineRoute({
  id: 'archiveProduct',
  method: 'DELETE',
  path: '/products/{productId}',
  access: 'catalogue',
  summary: 'Takes a product off the shelf; orders keep it',
  params: ProductParams,
  headers: z.object({ 'if-match': IfMatch }),
  success: { status: 204, description: 'It is not sold any more' },
  errors: [...ACCOUNT_REFUSALS, ProductNotFound, VersionConflict, Busy],
});
