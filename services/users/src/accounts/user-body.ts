import * as z from 'zod/mini';
import { Instant, ROLE_NAMES } from '@cartless/domain';
import type { Undeliverable } from '../mails/ports.ts';
import type { AuditEntry, User } from './user.ts';
import { rolesOf } from '../staff/roles.ts';
import { profile, ProfileBody } from './profile-body.ts';

const Roles = z.readonly(z.array(z.enum(ROLE_NAMES)));

/** An account as the staff sees it. */
export const UserBody = z.extend(ProfileBody, {
  status: z.enum(['pending', 'active', 'suspended']),
  roles: Roles,
});

export const userBody = (user: User) => ({ ...profile(user), status: user.status, roles: rolesOf(user) });

/** The same with what was done to it and whether mail reaches it. */
export const UserDetailBody = z.extend(UserBody, {
  undeliverable: z.nullable(z.object({ reason: z.enum(['bounce', 'complaint']), since: Instant })),
  audit: z.array(
    z.object({
      action: z.enum(['suspend', 'reinstate', 'set-roles', 'grant-admin']),
      by: z.string(),
      reason: z.nullable(z.string()),
      at: Instant,
      /** Of `set-roles`. */
      before: z.optional(Roles),
      after: z.optional(Roles),
    }),
  ),
});

export const userDetail = (
  user: User,
  audit: readonly AuditEntry[],
  undeliverable: Undeliverable | undefined,
): z.infer<typeof UserDetailBody> => ({
  ...userBody(user),
  undeliverable: undeliverable ?? null,
  audit: [...audit],
});
