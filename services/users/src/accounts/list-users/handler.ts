import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../accounts-service.ts';
import { searchUsers } from '../search-users.ts';
import { ports } from '../../service.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => searchUsers(ports()));

export const handler = apiHandler(
  route,
  async ({ query }) => {
    const { users, nextCursor } = await useCase()(query);
    return { items: users.map(userBody), nextCursor };
  },
  { admit },
);
