import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { ROLE_NAMES, UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { userStore } from '../src/accounts/user-store.ts';
import { grantRoles } from '../src/staff/appoint-staff.ts';
import { rolesOf } from '../src/staff/roles.ts';
import { USERS_TABLE } from '../src/users-table.ts';

/**
 * Gives roles to an account, in the AWS account and region of the environment.
 *
 * @param typed whose, and what, as somebody typed it
 * @returns a sentence that says what the account has now
 * @throws Error saying what is wrong with what was typed, or what the account is not ready for
 */
export async function grantTo(typed: string, roles: readonly string[], table: string): Promise<string> {
  const userId = z.safeParse(UserId, typed);
  if (!userId.success) throw new Error('Say whose account it is: usr_…');
  const known = ROLE_NAMES.filter((role) => roles.includes(role));
  const unknown = roles.find((role) => known.every((one) => one !== role));
  if (unknown !== undefined)
    throw new Error(`There is no role ${unknown}; there is ${ROLE_NAMES.join(', ')}.`);
  const client = documentClient();
  try {
    const users = userStore(dynamoItems(client, table, USERS_TABLE));
    const user = await grantRoles({ users, now: () => new Date() })(userId.data, known);
    return `${user.id} (${user.typed.username}) now has the roles ${rolesOf(user).join(' ')}.`;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${userId.data} in ${table}: ${reason}`, { cause });
  } finally {
    client.destroy();
  }
}
