import { apiHandler } from '@cartless/lambda';
import { bookMovement } from '../../adapters/book-movement.ts';
import { readBuckets } from '../../adapters/read-buckets.ts';
import { readProduct } from '../../adapters/read-product.ts';
import { moveStock } from '../../application/move-stock.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const move = /* @__PURE__ */ lazy(() =>
  moveStock({
    readProduct: readProduct(store()),
    readBuckets: readBuckets(store()),
    book: bookMovement(store()),
    now,
  }),
);

export const handler = apiHandler(route, async ({ params, headers, body }, { caller }) => {
  const command = { ...params, ...body, by: caller.userId, idempotencyKey: headers['idempotency-key'] };
  return { productId: params.productId, available: await move()(command) };
});
