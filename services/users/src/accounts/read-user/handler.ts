import { apiHandler } from '@cartless/lambda';
import { dynamoDirectory } from '../directory-store.ts';
import { dynamoUsers } from '../user-store.ts';
import { knownUser } from '../known-user.ts';
import { store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { userDetail } from '../user-body.ts';
import { route } from './route.ts';

const directory = lazy(() => dynamoDirectory(store()));
const users = lazy(() => dynamoUsers(store()));

export const handler = apiHandler(route, async ({ params }) => {
  const user = await knownUser(users(), params.userId);
  const [audit, undeliverable] = await Promise.all([
    directory().audit(user.id),
    directory().undeliverable(user.email),
  ]);
  return userDetail(user, audit, undeliverable);
});
