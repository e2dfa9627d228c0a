import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { decodeCursor, encodeCursor } from '@cartless/dynamodb';
import type { Product, Sort } from '../domain/product.ts';
import { queryTerms, shelfOf } from '../domain/search-terms.ts';
import { productKey } from './keys.ts';
import { fromProductItem } from './product-item.ts';
import type { Item, Store } from './store.ts';

type Page = Readonly<{ limit: number; cursor?: string | undefined }>;
type Found = Readonly<{ products: readonly Product[]; nextCursor: string | null }>;

/** Index entries that one query looks at when other words filter them; about 50 KB, 7 read units. */
const LOOKED_AT = 300;

/** One page of a category, a department or everything that is sold: one query of the index for that order. */
export async function listProducts(
  { client, table }: Store,
  { category, sort, limit, cursor }: Page & Readonly<{ category?: string | undefined; sort: Sort }>,
): Promise<Found> {
  const scope = scopeOf(category);
  const rank = sort === 'newest' ? 'at' : 'p';
  const start = decodeCursor(cursor, ['pk', 'sk', scope.hash, rank], { [scope.hash]: scope.value });
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: `${scope.index}-${sort === 'newest' ? 'newest' : 'by-price'}`,
      KeyConditionExpression: '#scope = :scope',
      ExpressionAttributeNames: { '#scope': scope.hash },
      ExpressionAttributeValues: { ':scope': scope.value },
      ScanIndexForward: sort === 'price',
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
  return {
    products: (page.Items ?? []).map(fromProductItem),
    nextCursor: encodeCursor(page.LastEvaluatedKey),
  };
}

function scopeOf(category: string | undefined) {
  if (category === undefined) return { index: 'products', hash: 'ga', value: 'all' };
  return category.includes('.')
    ? { index: 'category', hash: 'gc', value: category }
    : { index: 'department', hash: 'gd', value: category };
}

/**
 * One page of the products whose titles have all the words of a search (or words that begin so): one query of the
 * search index for the rarest word, filtered by the others, and one request for the products found.
 */
export async function searchProducts(
  store: Store,
  { query, category, limit, cursor }: Page & Readonly<{ query: string; category?: string | undefined }>,
): Promise<Found> {
  const [rarest, ...others] = queryTerms(query);
  if (rarest === undefined) return { products: [], nextCursor: null };
  const shelf = `Q#${shelfOf(rarest)}`;
  const start = decodeCursor(cursor, ['pk', 'sk'], { pk: shelf });
  const wanted = others.map((_, i) => `contains(w, :w${i})`);
  if (category !== undefined) wanted.push('begins_with(cat, :category)');
  const page = await store.client.send(
    new QueryCommand({
      TableName: store.table,
      KeyConditionExpression: 'pk = :shelf AND begins_with(sk, :rarest)',
      ExpressionAttributeValues: {
        ':shelf': shelf,
        ':rarest': rarest,
        ...Object.fromEntries(others.map((term, i) => [`:w${i}`, ` ${term}`])),
        ...(category !== undefined && { ':category': category }),
      },
      ...(wanted.length > 0 && { FilterExpression: wanted.join(' AND ') }),
      Limit: wanted.length > 0 ? LOOKED_AT : limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
  const items = (page.Items ?? []).slice(0, limit);
  const ids = [...new Set(items.map(({ sk }) => (sk as string).split('#')[1] ?? ''))];
  const last = items.length < (page.Items ?? []).length ? items.at(-1) : page.LastEvaluatedKey;
  const next = last && { pk: last['pk'] as string, sk: last['sk'] as string };
  return { products: await readProducts(store, ids), nextCursor: encodeCursor(next) };
}

/** The products that can be bought among the given ones, in that order. */
async function readProducts({ client, table }: Store, ids: readonly string[]): Promise<Product[]> {
  if (ids.length === 0) return [];
  const request = { [table]: { Keys: ids.map(productKey) } };
  const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
  const products = ((answer.Responses?.[table] ?? []) as Item[]).map(fromProductItem);
  return products
    .filter(({ active }) => active)
    .toSorted((a, b) => ids.indexOf(a.productId) - ids.indexOf(b.productId));
}
