import { apiHandler } from '@cartless/lambda';
import { dynamoDirectory } from '../../adapters/dynamo-directory.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { searchUsers } from '../../application/search-users.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { userBody } from '../../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => searchUsers({ directory: dynamoDirectory(store()), users: dynamoUsers(store()) }));

export const handler = apiHandler(route, async ({ query }) => {
  const { users, nextCursor } = await useCase()(query);
  return { items: users.map(userBody), nextCursor };
});
