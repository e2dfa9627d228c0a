import type { Items } from '@cartless/aggregate';
import { userStore } from '../src/accounts/user-store.ts';
import { activate, register } from '../src/accounts/user-change.ts';
import type { User, UserChange } from '../src/accounts/user.ts';
import { argon2Passwords } from '../src/passwords/argon2-hasher.ts';

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
export async function seedUsers(items: Items, now: () => Date): Promise<number> {
  const users = userStore(items);
  const seeded = await Promise.all(
    DEMO.map(async ({ id, name, password, scopes }) => {
      if ((await users.find(id)) !== undefined) return false;
      const passwordHash = await argon2Passwords.hash(password);
      const { created } = await users.create(demoAccount({ id, name, passwordHash, scopes }, now()));
      return created;
    }),
  );
  return seeded.filter(Boolean).length;
}

type Demo = Readonly<{ id: User['id']; name: string; passwordHash: string; scopes: User['scopes'] }>;

function demoAccount({ id, name, passwordHash, scopes }: Demo, at: Date): UserChange {
  const email = `${name}@example.com`;
  const names = { username: name, email };
  const registered = register({ id, ...names, typed: names, locale: 'en', passwordHash }, at);
  const { state, facts = [] } = activate(registered.state, at);
  return {
    state: { ...state, scopes },
    facts: [...(registered.facts ?? []), ...facts.filter(({ type }) => type !== 'letter-asked')],
    also: registered.also ?? [],
  };
}
