import { apiHandler, lazy } from '@cartless/lambda';
import { followLink } from '../follow-link.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink(ports()));

export const handler = apiHandler(route, ({ body }) => useCase()(body.token));
