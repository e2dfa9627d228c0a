import { apiHandler, lazy } from '@cartless/lambda';
import { deleteAccount } from '../delete-account.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => deleteAccount(ports()));

export const handler = apiHandler(route, ({ body }, { caller, sourceIp }) =>
  useCase()({ ...body, userId: caller.userId, sessionId: caller.sessionId, sourceIp }),
);
