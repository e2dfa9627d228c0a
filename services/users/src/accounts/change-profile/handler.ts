import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../passwords/argon2-hasher.ts';
import { dynamoLogin } from '../../sessions/login-store.ts';
import { dynamoUsers } from '../user-store.ts';
import { changeProfile } from '../change-profile.ts';
import { confirmPassword } from '../../passwords/confirm-password.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { profile } from '../profile-body.ts';
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
