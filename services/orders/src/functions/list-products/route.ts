import { CursorInvalid } from '@cartless/dynamodb';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../api/paging.ts';
import { ProductShape } from '../../api/product-shape.ts';

export const route = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  access: 'public',
  summary: 'Lists or searches what is sold',
  description:
    'With `q`, products whose titles have all its words (or words that begin so), in English or Chinese; `sort` ' +
    'then has no effect. `category` is a department (`home`) or one of its categories (`home.lighting`).',
  query: z.object({
    ...PAGE_QUERY,
    category: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/), z.maxLength(80))),
    q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
    sort: z._default(z.enum(['newest', 'price', '-price']), 'newest'),
  }),
  success: { status: 200, description: 'One page of products', body: pageOf(ProductShape) },
  errors: [CursorInvalid],
});
