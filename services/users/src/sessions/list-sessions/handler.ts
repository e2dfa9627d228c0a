import { apiHandler, lazy } from '@cartless/lambda';
import { liveSessions } from '../sessions-of.ts';
import { sessionReader } from '../session-reader.ts';
import { clock, items, storedUsers } from '../../service.ts';
import { route } from './route.ts';

const sessions = lazy(() =>
  liveSessions({ users: storedUsers(), sessions: sessionReader(items()), now: clock }),
);

export const handler = apiHandler(route, async (_, { caller }) => {
  const live = await sessions()(caller.userId);
  const shown = live.map(({ id, startedAt, usedAt, expiresAt, userAgent, sourceIp }) => ({
    sessionId: id,
    current: id === caller.sessionId,
    startedAt,
    usedAt,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    userAgent: userAgent ?? null,
    sourceIp: sourceIp ?? null,
  }));
  return { items: shown, nextCursor: null };
});
