import { apiHandler } from '@cartless/lambda';
import { dynamoDirectory } from '../../adapters/dynamo-directory.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { knownUser } from '../../application/known-user.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { userDetail } from '../../user-body.ts';
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
