import type { Ground } from '../service.ts';
import { listProducts } from '../catalogue/product-lists-store.ts';
import { productReader } from '../catalogue/product-reader.ts';
import { findProducts } from './find-products.ts';
import { liveIndex } from './live-index.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { searchProducts } from './search-products.ts';

/** Lists and searches, wired. The index stays in the memory of the container. */
export function finding({ items, now }: Ground) {
  const products = productReader(items);
  const searchable = liveIndex({ items, products, now });
  return findProducts({
    list: (wanted) => listProducts(products, wanted),
    search: searchProducts({ searchable, readMany: products.readMany }),
  });
}

/** Writing the index down, wired. */
export const rebuilding = ({ items, now }: Ground) =>
  rebuildIndex({ items, products: productReader(items), now });
