import { apiHandler } from '@cartless/lambda';
import { dynamoSessions } from '../../adapters/dynamo-sessions.ts';
import { logOut } from '../../application/log-out.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => logOut({ sessions: dynamoSessions(store()) }));

export const handler = apiHandler(route, ({ body }) => useCase()(body.refreshToken));
