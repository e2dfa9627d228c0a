import { apiHandler } from '@cartless/lambda';
import { dynamoSessions } from '../session-store.ts';
import { logOut } from '../log-out.ts';
import { store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => logOut({ sessions: dynamoSessions(store()) }));

export const handler = apiHandler(route, ({ body }) => useCase()(body.refreshToken));
