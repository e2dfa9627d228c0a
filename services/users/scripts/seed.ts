import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { argon2Passwords } from '../src/passwords/argon2-hasher.ts';
import { dynamoUsers } from '../src/accounts/user-store.ts';
import { activate, register, type User } from '../src/accounts/user.ts';

type Seed = Readonly<{ client: DynamoDBDocumentClient; table: string; now: () => Date }>;

const DEMO = [
  { id: 'usr_demo-shopper', name: 'demo', password: 'Demo-pass-2026', scopes: ['shop'] },
  { id: 'usr_demo-admin', name: 'admin', password: 'Admin-pass-2026', scopes: ['shop', 'admin'] },
] as const;

/**
 * Creates the demo shopper and the demo administrator, active from the start, with the events of any other account. Nobody is
 * written to: the verification mail is not sent to accounts that are active, and no welcome is asked for.
 *
 * @returns how many accounts were new
 */
export async function seedUsers({ client, table, now }: Seed): Promise<number> {
  const users = dynamoUsers({ client, table });
  const seeded = await Promise.all(
    DEMO.map(async ({ id, name, password, scopes }) => {
      if ((await users.find(id)) !== undefined) return false;
      const passwordHash = await argon2Passwords.hash(password);
      const outcome = await users.create(demoAccount({ id, name, passwordHash, scopes }, now()), now());
      return outcome.ok;
    }),
  );
  return seeded.filter(Boolean).length;
}

type Demo = Readonly<{ id: User['id']; name: string; passwordHash: string; scopes: readonly string[] }>;

function demoAccount({ id, name, passwordHash, scopes }: Demo, at: Date) {
  const email = `${name}@example.com`;
  const names = { username: name, email };
  const registered = register({ id, ...names, typed: names, locale: 'en', passwordHash }, at);
  const { user, outbox } = activate(registered.user, at);
  return {
    user: { ...user, scopes },
    outbox: [...registered.outbox, ...outbox.filter(({ type }) => !type.includes('mail-requested'))],
  };
}
