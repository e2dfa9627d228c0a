/**
 * Makes an account an administrator's: the first one, or any other.
 *
 * `node scripts/grant-admin.ts <userId>`; the table is `DB_TABLE_USERS` (default `cartless-dev-users`), the AWS account
 * and region are those of the environment. Whoever runs this needs GetItem and PutItem on that table.
 */
import { documentClient } from '@cartless/dynamodb';
import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { dynamoUsers } from '../src/accounts/user-store.ts';
import { grantAdmin } from '../src/accounts/grant-admin.ts';

const userId = z.safeParse(UserId, process.argv[2]);
if (!userId.success) {
  console.error('Say whose account it is: node scripts/grant-admin.ts usr_…');
  process.exit(2);
}
const table = process.env['DB_TABLE_USERS'] ?? 'cartless-dev-users';
const client = documentClient();
const users = dynamoUsers({ client, table });
const user = await grantAdmin({ users, now: () => new Date() })(userId.data).catch((error: unknown) => {
  console.error(`${userId.data} in ${table}: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
console.log(`${user.id} (${user.typed.username}) now has the scopes ${user.scopes.join(' ')}.`);
client.destroy();
