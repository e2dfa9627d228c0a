import { lazy } from '@cartless/lambda';
import { searchUsers } from '../search-users.ts';
import { staffHandler } from '../../staff/staff-handler.ts';
import { ports } from '../../service.ts';
import { userBody } from '../user-body.ts';
import { route } from './route.ts';

const useCase = lazy(() => searchUsers(ports()));

export const handler = staffHandler(route, async ({ query }) => {
  const { users, nextCursor } = await useCase()(query);
  return { items: users.map(userBody), nextCursor };
});
