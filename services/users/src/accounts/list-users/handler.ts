import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../accounts-service.ts';
import { searchUsers } from '../search-users.ts';
import { items, storedUsers } from '../../service.ts';
import { directoryStore } from '../directory-store.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => {
  const users = storedUsers();
  return searchUsers({ users, directory: directoryStore(items(), users.decode) });
});

export const handler = apiHandler(
  route,
  async ({ query }) => {
    const { users, nextCursor } = await useCase()(query);
    return { items: users.map(userBody), nextCursor };
  },
  { admit },
);
