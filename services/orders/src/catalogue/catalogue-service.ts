import type { Ground } from '../service.ts';
import { bookMovement } from '../stock/ledger-store.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { moveStock } from '../stock/move-stock.ts';
import { productStore, readStocked } from './product-store.ts';

/** The ports behind every change of a product. */
export function productPorts({ items, now }: Ground) {
  const products = productStore(items);
  return {
    products,
    create: products.create,
    change: products.change,
    readStocked: readStocked(products, items),
    now,
  };
}

/** Booking stock, wired. */
export function stockMoving(ground: Ground) {
  const { products, now } = productPorts(ground);
  const { items } = ground;
  return moveStock({
    readProduct: products.read,
    readBuckets: readBuckets(items),
    book: bookMovement(items),
    now,
  });
}
