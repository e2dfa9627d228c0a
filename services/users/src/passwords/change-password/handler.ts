import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../argon2-hasher.ts';
import { dynamoLogin } from '../../sessions/login-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { changePassword } from '../change-password.ts';
import { confirmPassword } from '../confirm-password.ts';
import { now, store } from '../../service.ts';
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
