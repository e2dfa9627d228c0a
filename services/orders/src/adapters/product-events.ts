import type { ProductChanged } from '@cartless/domain';
import { fromProductItem } from './product-item.ts';
import type { Item } from './store.ts';

/** What others are told of a product, from its item as it was written. */
export function toProductChanged(item: Item): ProductChanged['data'] {
  const { productId, title, category, price, active } = fromProductItem(item);
  return { productId, title, category, price, active };
}
