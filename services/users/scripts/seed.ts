import type { Items } from '@cartless/aggregate';
import { type Role, ROLE_NAMES } from '@cartless/domain';
import { userStore } from '../src/accounts/user-store.ts';
import { activate, register } from '../src/accounts/user-change.ts';
import type { User, UserChange } from '../src/accounts/user.ts';
import { argon2Passwords } from '../src/passwords/argon2-hasher.ts';

/** The demo account of a role: `finance` logs in with `Finance-pass-2026`. */
const member = (role: Role) => ({
  id: `usr_demo-${role}` as const,
  name: role,
  password: `${role.charAt(0).toUpperCase()}${role.slice(1)}-pass-2026`,
  roles: [role],
});
const DEMO = [
  { id: 'usr_demo-shopper', name: 'demo', password: 'Demo-pass-2026', roles: [] },
  ...ROLE_NAMES.map(member),
] as const;

/**
 * Creates the demo shopper and one of the staff for each area, active from the start, with the events of any other account. Nobody is
 * written to: the verification mail is not sent to accounts that are active, and no welcome is asked for.
 *
 * @returns how many accounts were new
 */
export async function seedUsers(items: Items, now: () => Date): Promise<number> {
  const users = userStore(items);
  const seeded = await Promise.all(
    DEMO.map(async ({ id, name, password, roles }) => {
      if ((await users.find(id)) !== undefined) return false;
      const passwordHash = await argon2Passwords.hash(password);
      const { created } = await users.create(demoAccount({ id, name, passwordHash, roles }, now()));
      return created;
    }),
  );
  return seeded.filter(Boolean).length;
}

type Demo = Readonly<{ id: User['id']; name: string; passwordHash: string; roles: readonly Role[] }>;

function demoAccount({ id, name, passwordHash, roles }: Demo, at: Date): UserChange {
  const email = `${name}@example.com`;
  const names = { username: name, email };
  const registered = register({ id, ...names, typed: names, locale: 'en', passwordHash }, at);
  const { state, facts = [] } = activate(registered.state, at);
  return {
    state: { ...state, scopes: ['shop', ...roles] },
    facts: [...(registered.facts ?? []), ...facts.filter(({ type }) => type !== 'letter-asked')],
    also: [
      ...(registered.also ?? []),
      ...(roles.length > 0 ? [{ type: 'list-staff' as const, at: at.toISOString() }] : []),
    ],
  };
}
