import { apiHandler } from '@cartless/lambda';
import { moveStock } from '../../application/move-stock.ts';
import { now, store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, headers, body }, { caller }) => {
  const command = { ...params, ...body, by: caller.userId, idempotencyKey: headers['idempotency-key'] };
  return { productId: params.productId, available: await moveStock({ store: store(), now })(command) };
});
