import { Busy, CursorInvalid } from '@cartless/aggregate';
import { text, wholeNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { CategoryName } from '../category-name.ts';
import { ProductShape } from '../product-body.ts';
import { PriceRangeInvalid, SearchNotReady } from '../errors.ts';
import { SORTS } from '../product.ts';

const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);

const Facets = z.object({
  categories: z.array(z.object({ category: z.string(), count: z.int() })),
  price: z.nullable(z.object({ min: z.int(), max: z.int() })),
});

export const route = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  access: 'public',
  summary: 'Lists or searches what is sold',
  description:
    'With `q`, products that have all its words in their titles, categories, descriptions or attributes, in English or ' +
    'Chinese: in any case, with or without accents, singular or plural, or words that begin so; where nothing has them, ' +
    'with a typing mistake. `sort` is best first (`relevance`) with `q` and `newest` without, unless it is given. ' +
    '`category` is a department (`home`) or one of its categories (`home.lighting`). `minPrice` and `maxPrice` are minor ' +
    'units of the shop’s currency, both included. `inStock=true` leaves out what is sold out. `facets=true` adds how many ' +
    'are found in each department and category, and the lowest and highest price; each as if its own filter were not there.',
  query: z.strictObject({
    ...PAGE_QUERY,
    category: z.optional(CategoryName),
    q: z.optional(text(100)),
    minPrice: z.optional(wholeNumber(0)),
    maxPrice: z.optional(wholeNumber(0)),
    inStock: z.optional(flag),
    sort: z.optional(z.enum(SORTS)),
    facets: z.optional(flag),
  }),
  success: {
    status: 200,
    description: 'One page of products',
    body: z.extend(pageOf(ProductShape), { facets: z.optional(Facets) }),
    cacheSeconds: 10,
  },
  errors: [CursorInvalid, PriceRangeInvalid, SearchNotReady, Busy],
});
