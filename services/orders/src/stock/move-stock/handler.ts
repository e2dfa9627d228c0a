import { named } from '@cartless/domain';
import { apiHandler, lazy, reply } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { stockMoving } from '../../catalogue/catalogue-service.ts';
import { ground } from '../../service.ts';
import { route } from './route.ts';

const move = /* @__PURE__ */ lazy(() => stockMoving(ground()));

export const handler = apiHandler(
  route,
  async ({ params, headers, body }, { caller }) => {
    const command = { ...params, ...body, by: caller.userId, idempotencyKey: headers['idempotency-key'] };
    const { available, replayed } = await move()(command);
    const answer = { ...named({ ...params, ...body }), available };
    return reply(answer, replayed ? { 'idempotent-replayed': 'true' } : {});
  },
  { admit },
);
