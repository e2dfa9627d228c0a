import { apiHandler, reply } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { createPromotion } from '../keep-promotion.ts';
import { promoting } from '../promotions-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ body, headers }, { caller }) => {
    const { ports, read, show } = promoting();
    const { code, reduction, active, ...more } = body;
    const fields = { active, ...read({ ...more, reduction }) };
    const command = { code, fields, by: caller.userId, idempotencyKey: headers['idempotency-key'] };
    const { promotion, replayed } = await createPromotion(ports)(command);
    const [shown] = await show([promotion]);
    return reply(shown!, replayed ? { 'idempotent-replayed': 'true' } : {});
  },
  { admit },
);
