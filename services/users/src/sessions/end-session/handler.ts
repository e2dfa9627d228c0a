import { apiHandler } from '@cartless/lambda';
import { dynamoSessions } from '../session-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { sessionsOf } from '../sessions-of.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const sessions = lazy(() =>
  sessionsOf({ users: dynamoUsers(store()), sessions: dynamoSessions(store()), now }),
);

export const handler = apiHandler(route, ({ params }, { caller }) =>
  sessions().end(caller.userId, params.sessionId),
);
