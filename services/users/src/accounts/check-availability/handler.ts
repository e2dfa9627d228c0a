import { apiHandler } from '@cartless/lambda';
import { dynamoAllowances } from '../../throttling/allowance-store.ts';
import { dynamoUsers } from '../user-store.ts';
import { checkAvailability } from '../check-availability.ts';
import { askedName } from './availability-query.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  checkAvailability({ users: dynamoUsers(store()), allowances: dynamoAllowances(store()), now }),
);

export const handler = apiHandler(route, ({ query }, { sourceIp }) =>
  useCase()({ ...askedName(query), sourceIp }),
);
