import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../passwords/argon2-hasher.ts';
import { dynamoLogin } from '../login-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { logIn } from '../log-in.ts';
import { rehashPassword } from '../../passwords/rehash-password.ts';
import { tokenConfig } from '../../config.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { signer } from '../../issuer/issuer-wiring.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  logIn({
    login: dynamoLogin(store()),
    passwords: argon2Passwords,
    signer: signer(),
    issuer: tokenConfig().ISSUER_URL,
    now,
    rehash: rehashPassword({ users: dynamoUsers(store()), passwords: argon2Passwords }),
  }),
);

export const handler = apiHandler(route, ({ body, headers }, { sourceIp }) =>
  useCase()({ ...body, sourceIp, userAgent: headers['user-agent'] }),
);
