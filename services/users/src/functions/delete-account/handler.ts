import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../adapters/argon2-passwords.ts';
import { dynamoLogin } from '../../adapters/dynamo-login.ts';
import { dynamoSessions } from '../../adapters/dynamo-sessions.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { confirmPassword } from '../../application/confirm-password.ts';
import { deleteAccount } from '../../application/delete-account.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  deleteAccount({
    users: dynamoUsers(store()),
    sessions: dynamoSessions(store()),
    confirm: confirmPassword({ login: dynamoLogin(store()), passwords: argon2Passwords, now }),
    now,
  }),
);

export const handler = apiHandler(route, ({ body }, { caller, sourceIp }) =>
  useCase()({ ...body, userId: caller.userId, sourceIp }),
);
