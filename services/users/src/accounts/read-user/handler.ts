import { apiHandler } from '@cartless/lambda';
import { admit } from '../accounts-service.ts';
import { ports } from '../../service.ts';
import { userDetail } from '../user-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params }) => {
    const { users, audit, undeliverable } = ports();
    const user = await users.read(params.userId);
    const [entries, reason] = await Promise.all([audit.list(user.id), undeliverable.find(user.email)]);
    return userDetail(user, entries, reason);
  },
  { admit },
);
