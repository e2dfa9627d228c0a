import { apiHandler } from '@cartless/lambda';
import { dynamoSessions } from '../session-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { refreshSession } from '../refresh-session.ts';
import { tokenConfig } from '../../config.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { signer } from '../../issuer/issuer-wiring.ts';
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
