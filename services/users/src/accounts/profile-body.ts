import { Instant, spellOut, UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { Locale } from './fields.ts';
import type { User } from './user.ts';

/** An account as its owner sees it. */
export const ProfileBody = z.object({
  userId: UserId,
  username: z.string(),
  email: z.string(),
  newEmail: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  locale: Locale,
  weeklyReport: z.boolean(),
  scopes: z.array(z.string()),
  createdAt: Instant,
  activatedAt: z.nullable(Instant),
});

export const profile = (user: User): z.infer<typeof ProfileBody> => ({
  userId: user.id,
  username: user.typed.username,
  email: user.typed.email,
  newEmail: user.newEmail?.typed ?? null,
  phone: user.phone ?? null,
  locale: user.locale,
  weeklyReport: user.weeklyReport ?? true,
  scopes: [...spellOut(user.scopes)],
  createdAt: user.createdAt,
  activatedAt: user.status === 'pending' ? null : user.activatedAt,
});
