import type { Users } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import type { Passwords } from './ports.ts';

/** Keeps the same password under today's parameters, unless it was changed meanwhile. */
export const rehashPassword =
  ({ users, passwords }: Readonly<{ users: Pick<Users, 'change'>; passwords: Passwords }>) =>
  async (known: User, password: string): Promise<User> => {
    const passwordHash = await passwords.hash(password);
    const rule = (user: User) =>
      user.passwordHash === known.passwordHash ? { state: { ...user, passwordHash } } : undefined;
    return users.change(known.id, rule, { known });
  };
