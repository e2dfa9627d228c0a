import { apiHandler, lazy } from '@cartless/lambda';
import { logOut } from '../log-out.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => logOut(ports()));

export const handler = apiHandler(route, ({ body }) => useCase()(body.refreshToken));
