import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../adapters/argon2-passwords.ts';
import { dynamoLogin } from '../../adapters/dynamo-login.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { logIn } from '../../application/log-in.ts';
import { rehashPassword } from '../../application/rehash-password.ts';
import { tokenConfig } from '../../config.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { signer } from '../../signing.ts';
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
