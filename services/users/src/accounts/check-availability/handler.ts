import { apiHandler, lazy } from '@cartless/lambda';
import { checkAvailability } from '../check-availability.ts';
import { askedName } from './availability-query.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => checkAvailability(ports()));

export const handler = apiHandler(route, ({ query }, { sourceIp }) =>
  useCase()({ ...askedName(query), sourceIp }),
);
