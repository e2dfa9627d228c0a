import { apiHandler } from '@cartless/lambda';
import { dynamoAllowances } from '../../throttling/allowance-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { requestLetter } from '../../mails/request-letter.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => {
  const ports = { users: dynamoUsers(store()), allowances: dynamoAllowances(store()), now };
  return requestLetter(ports, 'verify-email', ({ status }) => status === 'pending');
});

export const handler = apiHandler(route, ({ body }) => useCase()(body.email.compared));
