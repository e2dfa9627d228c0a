import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../adapters/argon2-passwords.ts';
import { dynamoLogin } from '../../adapters/dynamo-login.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { changePassword } from '../../application/change-password.ts';
import { confirmPassword } from '../../application/confirm-password.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  changePassword({
    users: dynamoUsers(store()),
    passwords: argon2Passwords,
    confirm: confirmPassword({ login: dynamoLogin(store()), passwords: argon2Passwords, now }),
    now,
  }),
);

export const handler = apiHandler(route, ({ body }, { caller, sourceIp }) =>
  useCase()({ ...body, userId: caller.userId, sessionId: caller.sessionId, sourceIp }),
);
