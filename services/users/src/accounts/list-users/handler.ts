import { apiHandler } from '@cartless/lambda';
import { dynamoDirectory } from '../directory-store.ts';
import { dynamoUsers } from '../user-store.ts';
import { searchUsers } from '../search-users.ts';
import { store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => searchUsers({ directory: dynamoDirectory(store()), users: dynamoUsers(store()) }));

export const handler = apiHandler(route, async ({ query }) => {
  const { users, nextCursor } = await useCase()(query);
  return { items: users.map(userBody), nextCursor };
});
