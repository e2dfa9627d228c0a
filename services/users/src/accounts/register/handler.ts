import { apiHandler, lazy, reply } from '@cartless/lambda';
import { registerUser } from '../register-user.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => registerUser(ports()));

export const handler = apiHandler(route, async ({ body, headers }, { locale }) => {
  const { userId, replayed } = await useCase()({
    ...body,
    locale: body.locale ?? locale,
    idempotencyKey: headers['idempotency-key'],
  });
  return reply({ message: 'success' as const, userId }, replayed ? { 'idempotent-replayed': 'true' } : {});
});
