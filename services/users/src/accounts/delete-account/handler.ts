import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../passwords/argon2-hasher.ts';
import { dynamoLogin } from '../../sessions/login-store.ts';
import { dynamoSessions } from '../../sessions/session-store.ts';
import { dynamoUsers } from '../user-store.ts';
import { confirmPassword } from '../../passwords/confirm-password.ts';
import { deleteAccount } from '../delete-account.ts';
import { now, store } from '../../service.ts';
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
