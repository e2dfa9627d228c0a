import { apiHandler } from '@cartless/lambda';
import { admit } from '../accounts-service.ts';
import { items, storedUsers } from '../../service.ts';
import { undeliverableStore } from '../../mails/undeliverable-store.ts';
import { auditStore } from '../audit-store.ts';
import { userDetail } from '../user-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params }) => {
    const user = await storedUsers().read(params.userId);
    const [entries, reason] = await Promise.all([
      auditStore(items()).list(user.id),
      undeliverableStore(items()).find(user.email),
    ]);
    return userDetail(user, entries, reason);
  },
  { admit },
);
