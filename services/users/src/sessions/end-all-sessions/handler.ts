import { apiHandler, lazy } from '@cartless/lambda';
import { sessionsOf } from '../sessions-of.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const sessions = lazy(() => sessionsOf(ports()));

export const handler = apiHandler(route, (_, { caller }) => sessions().endAll(caller.userId));
