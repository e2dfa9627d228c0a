import { apiHandler } from '@cartless/lambda';
import { dynamoAllowances } from '../../adapters/dynamo-allowances.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { requestLetter } from '../../application/request-letter.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => {
  const ports = { users: dynamoUsers(store()), allowances: dynamoAllowances(store()), now };
  return requestLetter(ports, 'verify-email', ({ status }) => status === 'pending');
});

export const handler = apiHandler(route, ({ body }) => useCase()(body.email.compared));
