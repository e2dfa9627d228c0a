import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../adapters/argon2-passwords.ts';
import { dynamoLogin } from '../../adapters/dynamo-login.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { changeProfile } from '../../application/change-profile.ts';
import { confirmPassword } from '../../application/confirm-password.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { profile } from '../../profile-body.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  changeProfile({
    users: dynamoUsers(store()),
    confirm: confirmPassword({ login: dynamoLogin(store()), passwords: argon2Passwords, now }),
    now,
  }),
);

export const handler = apiHandler(route, async ({ body }, { caller, sourceIp }) =>
  profile(await useCase()({ ...body, userId: caller.userId, sourceIp })),
);
