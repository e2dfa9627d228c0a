import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../../adapters/argon2-passwords.ts';
import { dynamoResets } from '../../adapters/dynamo-resets.ts';
import { resetPassword } from '../../application/reset-password.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => resetPassword({ resets: dynamoResets(store()), passwords: argon2Passwords, now }));

export const handler = apiHandler(route, ({ body }) => useCase()(body));
