import type { Page } from '@cartless/aggregate';
import type { Product, Sort } from './product.ts';
import type { ProductReader } from './product-reader.ts';

type Wanted = Readonly<{
  limit: number;
  cursor?: string | undefined;
  category?: string | undefined;
  sort: Exclude<Sort, 'relevance'>;
}>;

/** One page of a category, a department or everything that is sold: one query of the index for that order. */
export const listProducts = (
  products: ProductReader,
  { category, sort, ...page }: Wanted,
): Promise<Page<Product>> => {
  const { index, hash } = scopeOf(category);
  const order = sort === 'newest' ? 'newest' : 'by-price';
  return products.page({ ...page, index: `${index}-${order}`, hash, backward: sort !== 'price' });
};

function scopeOf(category: string | undefined) {
  if (category === undefined) return { index: 'products', hash: 'all' };
  return { index: category.includes('.') ? 'category' : 'department', hash: category };
}
