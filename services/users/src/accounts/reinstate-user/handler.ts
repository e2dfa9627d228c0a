import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../accounts-service.ts';
import { suspendUser } from '../suspend-user.ts';
import { ports } from '../../service.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => suspendUser(ports(), 'reinstate'));

export const handler = apiHandler(
  route,
  async ({ params, body }, { caller }) =>
    userBody(await useCase()({ ...params, reason: body?.reason ?? null, by: caller.userId })),
  { admit },
);
