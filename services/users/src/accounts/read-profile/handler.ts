import { apiHandler } from '@cartless/lambda';
import { dynamoUsers } from '../user-store.ts';
import { knownUser } from '../known-user.ts';
import { store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { profile } from '../profile-body.ts';
import { route } from './route.ts';

const users = lazy(() => dynamoUsers(store()));

export const handler = apiHandler(route, async (_, { caller }) =>
  profile(await knownUser(users(), caller.userId)),
);
