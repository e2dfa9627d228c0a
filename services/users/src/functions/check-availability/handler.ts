import { apiHandler } from '@cartless/lambda';
import { dynamoAllowances } from '../../adapters/dynamo-allowances.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { checkAvailability } from '../../application/check-availability.ts';
import { askedName } from '../../availability-query.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  checkAvailability({ users: dynamoUsers(store()), allowances: dynamoAllowances(store()), now }),
);

export const handler = apiHandler(route, ({ query }, { sourceIp }) =>
  useCase()({ ...askedName(query), sourceIp }),
);
