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

export const handler = apiHandler(route, async (_, { caller }) => {
  const live = await sessions().list(caller.userId);
  const items = live.map(({ id, startedAt, usedAt, expiresAt, userAgent, sourceIp }) => ({
    sessionId: id,
    current: id === caller.sessionId,
    startedAt,
    usedAt,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    userAgent: userAgent ?? null,
    sourceIp: sourceIp ?? null,
  }));
  return { items, nextCursor: null };
});
