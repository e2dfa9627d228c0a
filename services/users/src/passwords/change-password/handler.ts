import { apiHandler, lazy } from '@cartless/lambda';
import { changePassword } from '../change-password.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => changePassword(ports()));

export const handler = apiHandler(route, ({ body }, { caller, sourceIp }) =>
  useCase()({ ...body, userId: caller.userId, sessionId: caller.sessionId, sourceIp }),
);
