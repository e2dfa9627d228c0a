import * as z from 'zod/mini';
import type { AuditEntry, Undeliverable } from './ports.ts';
import type { User } from './user.ts';
import { profile, ProfileBody } from './profile-body.ts';

/** An account as administrators see it. */
export const UserBody = z.extend(ProfileBody, { status: z.enum(['pending', 'active', 'suspended']) });

export const userBody = (user: User) => ({ ...profile(user), status: user.status });

/** The same with what was done to it and whether mail reaches it. */
export const UserDetailBody = z.extend(UserBody, {
  undeliverable: z.nullable(z.object({ reason: z.enum(['bounce', 'complaint']), since: z.string() })),
  audit: z.array(
    z.object({
      action: z.enum(['suspend', 'reinstate', 'grant-admin']),
      by: z.string(),
      reason: z.nullable(z.string()),
      at: z.string(),
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
