import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { userBody } from '../../accounts/user-body.ts';
import { ports } from '../../service.ts';
import { appointStaff } from '../appoint-staff.ts';
import { route } from './route.ts';

const useCase = lazy(() => appointStaff(ports()));

export const handler = apiHandler(
  route,
  async ({ params, body }, { caller }) =>
    userBody(await useCase()({ ...params, ...body, by: caller.userId })),
  { admit },
);
