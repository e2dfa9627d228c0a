import { apiHandler } from '@cartless/lambda';
import { dynamoUsers } from '../user-store.ts';
import { suspendUser } from '../suspend-user.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => suspendUser({ users: dynamoUsers(store()), now }, 'suspend'));

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  userBody(await useCase()({ ...params, reason: body?.reason ?? null, by: caller.userId })),
);
