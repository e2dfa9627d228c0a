import {
  cursorCodec,
  CursorInvalid,
  inOrder,
  type Item,
  type Items,
  type Page,
  within,
} from '@cartless/aggregate';
import { productKey } from '../orders-table.ts';
import type { Product, Sort } from './product.ts';
import type { Products } from './product-store.ts';
import { queryTerms, shelfOf } from './search-terms.ts';

type Wanted = Readonly<{ limit: number; cursor?: string | undefined; category?: string | undefined }>;

/** Index entries that one query looks at when other words filter them; about 50 KB, 7 read units. */
const LOOKED_AT = 300;

/** One page of a category, a department or everything that is sold: one query of the index for that order. */
export const listProducts = (
  products: Products,
  { category, sort, ...page }: Wanted & Readonly<{ sort: Sort }>,
): Promise<Page<Product>> => {
  const { index, hash } = scopeOf(category);
  const order = sort === 'newest' ? 'newest' : 'by-price';
  return products.page({ ...page, index: `${index}-${order}`, hash, backward: sort !== 'price' });
};

function scopeOf(category: string | undefined) {
  if (category === undefined) return { index: 'products', hash: 'all' };
  return { index: category.includes('.') ? 'category' : 'department', hash: category };
}

const position = cursorCodec({ pk: 'S', sk: 'S' });

/**
 * One page of the products whose titles have all the words of a search (or words that begin so): one query of the
 * search index for the rarest word, filtered by the others, and one request for the products found.
 */
export async function searchProducts(
  products: Products,
  items: Items,
  { query, category, limit, cursor }: Wanted & Readonly<{ query: string }>,
): Promise<Page<Product>> {
  const [rarest, ...others] = queryTerms(query);
  if (rarest === undefined) return { items: [], nextCursor: null };
  const hash = `Q#${shelfOf(rarest)}`;
  const after = position.decode(cursor, { pk: hash });
  const range = { beginsWith: rarest };
  if (after !== undefined && !within(after['sk'], range)) throw CursorInvalid();
  const words = others.map((term) => ` ${term}`);
  const isFiltered = words.length > 0 || category !== undefined;
  const page = await items.query({
    hash,
    range,
    ...(isFiltered && { filter: filterOf(words, category) }),
    limit: isFiltered ? LOOKED_AT : limit,
    ...(after && { after }),
  });
  const entries = page.items.slice(0, limit);
  const last = entries.length < page.items.length ? entries.at(-1) : page.next;
  const next = last && { pk: last['pk'] as string, sk: last['sk'] as string };
  return { items: await found(products, items, entries), nextCursor: position.encode(next) };
}

/** The products that can be bought among those of index entries, each once, in that order. */
async function found(products: Products, items: Items, entries: readonly Item[]): Promise<Product[]> {
  const ids = [...new Set(entries.map(({ sk }) => (sk as string).split('#')[1] ?? ''))];
  const whole = await inOrder(items, ids.map(productKey));
  return whole.map(products.decode).filter(({ active }) => active);
}

const filterOf = (words: readonly string[], category: string | undefined) => ({
  ...(words.length > 0 && { w: { has: words } }),
  ...(category !== undefined && { cat: { beginsWith: category } }),
});
