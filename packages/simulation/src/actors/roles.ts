import type { Role } from './actor.ts';
import { CLERK } from './clerk.ts';
import { OUTSIDE } from './outside.ts';
import { SHOPPER } from './shopper.ts';

/** All kinds of actors. A new one has a file of its own and a line here. */
export const ROLES = { shopper: SHOPPER, clerk: CLERK, outside: OUTSIDE } as const satisfies Readonly<
  Record<string, Role>
>;
export type RoleName = keyof typeof ROLES;
