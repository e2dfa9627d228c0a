import { apiHandler, reply } from '@cartless/lambda';
import { argon2Passwords } from '../../passwords/argon2-hasher.ts';
import { dynamoUsers } from '../user-store.ts';
import { registerUser } from '../register-user.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => registerUser({ users: dynamoUsers(store()), passwords: argon2Passwords, now }));

export const handler = apiHandler(route, async ({ body, headers }, { locale }) => {
  const { userId, replayed } = await useCase()({
    ...body,
    locale: body.locale ?? locale,
    idempotencyKey: headers['idempotency-key'],
  });
  return reply({ message: 'success' as const, userId }, replayed ? { 'idempotent-replayed': 'true' } : {});
});
