import { readProduct } from './adapters/read-product.ts';
import { saveProduct } from './adapters/save-product.ts';
import { now, store } from './container.ts';
import { lazy } from './lazy.ts';

/** The ports behind every change of a product. */
export const products = /* @__PURE__ */ lazy(() => ({
  readProduct: readProduct(store()),
  saveProduct: saveProduct(store()),
  now,
}));
