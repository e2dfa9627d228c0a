import { apiHandler } from '@cartless/lambda';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { knownUser } from '../../application/known-user.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { profile } from '../../profile-body.ts';
import { route } from './route.ts';

const users = lazy(() => dynamoUsers(store()));

export const handler = apiHandler(route, async (_, { caller }) =>
  profile(await knownUser(users(), caller.userId)),
);
