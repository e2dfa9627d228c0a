import { lazy } from '@cartless/lambda';
import { ground, type Ground } from '../service.ts';
import { bookMovement } from '../stock/ledger-store.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { moveStock } from '../stock/move-stock.ts';
import { productReader, readStocked } from './product-reader.ts';
import { productStore } from './product-store.ts';

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

/** Products for functions that change none. */
export const storedProducts = /* @__PURE__ */ lazy(() => {
  const { items } = ground();
  const products = productReader(items);
  return { read: products.read, readStocked: readStocked(products, items) };
});

/** Booking stock, wired. */
export function stockMoving(ground: Ground) {
  const { items, now } = ground;
  return moveStock({
    readProduct: productReader(items).read,
    readBuckets: readBuckets(items),
    book: bookMovement(items),
    now,
  });
}
