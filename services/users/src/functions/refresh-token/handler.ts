import { apiHandler } from '@cartless/lambda';
import { dynamoSessions } from '../../adapters/dynamo-sessions.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { refreshSession } from '../../application/refresh-session.ts';
import { tokenConfig } from '../../config.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { signer } from '../../signing.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  refreshSession({
    sessions: dynamoSessions(store()),
    users: dynamoUsers(store()),
    signer: signer(),
    issuer: tokenConfig().ISSUER_URL,
    now,
  }),
);

export const handler = apiHandler(route, ({ body }) => useCase()(body.refreshToken));
