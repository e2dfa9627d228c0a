import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { grantAdmin } from '../src/accounts/grant-admin.ts';
import { userStore } from '../src/accounts/user-store.ts';
import { USERS_TABLE } from '../src/users-table.ts';

/** Makes an account an administrator's, in the account and region of the environment; says what went wrong and ends otherwise. */
export async function grantAdminTo(typed: string, table: string): Promise<void> {
  const userId = z.safeParse(UserId, typed);
  if (!userId.success) {
    console.error('Say whose account it is: usr_…');
    process.exit(2);
  }
  const client = documentClient();
  const users = userStore(dynamoItems(client, table, USERS_TABLE));
  const user = await grantAdmin({ users, now: () => new Date() })(userId.data).catch((error: unknown) => {
    console.error(`${userId.data} in ${table}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });
  console.log(`${user.id} (${user.typed.username}) now has the scopes ${user.scopes.join(' ')}.`);
  client.destroy();
}
