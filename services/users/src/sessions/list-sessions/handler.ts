import { apiHandler, lazy } from '@cartless/lambda';
import { sessionsOf } from '../sessions-of.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const sessions = lazy(() => sessionsOf(ports()));

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
