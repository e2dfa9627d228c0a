import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';

const Leaf = z.object({ category: z.string(), title: z.string() });

export const route = defineRoute({
  id: 'listCategories',
  method: 'GET',
  path: '/categories',
  access: 'public',
  summary: 'Shows the category tree, in the order of the menu',
  success: {
    status: 200,
    description: 'Departments with their categories; titles in the language of Accept-Language',
    body: z.object({ items: z.array(z.extend(Leaf, { categories: z.array(Leaf) })) }),
    cacheSeconds: 300,
  },
});
