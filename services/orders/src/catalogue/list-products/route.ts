import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { ProductShape } from '../product-body.ts';
import { SearchNotSorted } from '../errors.ts';
import { SORTS } from '../product.ts';

export const route = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  access: 'public',
  summary: 'Lists or searches what is sold',
  description:
    'With `q`, products whose titles have all its words (or words that begin so), in English or Chinese. What is ' +
    'found has no order, so `sort` together with `q` is refused. `category` is a department (`home`) or one of its categories (`home.lighting`).',
  query: z.strictObject({
    ...PAGE_QUERY,
    category: z.optional(z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/), z.maxLength(80))),
    q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
    sort: z.optional(z.enum(SORTS)),
  }),
  success: { status: 200, description: 'One page of products', body: pageOf(ProductShape) },
  errors: [CursorInvalid, SearchNotSorted],
});
