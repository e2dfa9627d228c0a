import { normalisePassword } from '@cartless/domain';
import type { Passwords } from '../../../../../services/users/src/passwords/ports.ts';

const hashOf = (password: string): string => `not hashed: ${normalisePassword(password)}`;

/** A hash that costs nothing: nobody guesses passwords here, and argon2 would take most of the time. */
export const argon2Passwords: Passwords = {
  hash: async (password) => hashOf(password),
  verify: async (hash, password) => hash === hashOf(password),
  waste: async () => false,
  isOutdated: () => false,
};
