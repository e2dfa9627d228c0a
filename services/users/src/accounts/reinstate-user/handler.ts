import { lazy } from '@cartless/lambda';
import { suspendUser } from '../suspend-user.ts';
import { staffHandler } from '../../staff/staff-handler.ts';
import { ports } from '../../service.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => suspendUser(ports(), 'reinstate'));

export const handler = staffHandler(route, async ({ params, body }, { caller }) =>
  userBody(await useCase()({ ...params, reason: body?.reason ?? null, by: caller.userId })),
);
