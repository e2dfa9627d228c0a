import { apiHandler } from '@cartless/lambda';
import { storedUsers } from '../../service.ts';
import { profile } from '../profile-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async (_, { caller }) =>
  profile(await storedUsers().read(caller.userId)),
);
