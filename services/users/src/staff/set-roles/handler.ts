import { lazy } from '@cartless/lambda';
import { userBody } from '../../accounts/user-body.ts';
import { staffHandler } from '../staff-handler.ts';
import { ports } from '../../service.ts';
import { appointStaff } from '../appoint-staff.ts';
import { route } from './route.ts';

const useCase = lazy(() => appointStaff(ports()));

export const handler = staffHandler(route, async ({ params, body }, { caller }) =>
  userBody(await useCase()({ ...params, ...body, by: caller.userId })),
);
