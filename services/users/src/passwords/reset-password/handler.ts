import { apiHandler } from '@cartless/lambda';
import { argon2Passwords } from '../argon2-hasher.ts';
import { dynamoResets } from '../reset-store.ts';
import { resetPassword } from '../reset-password.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => resetPassword({ resets: dynamoResets(store()), passwords: argon2Passwords, now }));

export const handler = apiHandler(route, ({ body }) => useCase()(body));
