import { apiHandler, lazy } from '@cartless/lambda';
import { changeProfile } from '../change-profile.ts';
import { ports } from '../../service.ts';
import { profile } from '../profile-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => changeProfile(ports()));

export const handler = apiHandler(route, async ({ body }, { caller, sourceIp }) =>
  profile(await useCase()({ ...body, userId: caller.userId, sessionId: caller.sessionId, sourceIp })),
);
