import { apiHandler, lazy } from '@cartless/lambda';
import { resetPassword } from '../reset-password.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => resetPassword(ports()));

export const handler = apiHandler(route, ({ body }) => useCase()(body));
