import { apiHandler } from '@cartless/lambda';
import { ports } from '../../service.ts';
import { profile } from '../profile-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async (_, { caller }) =>
  profile(await ports().users.read(caller.userId)),
);
