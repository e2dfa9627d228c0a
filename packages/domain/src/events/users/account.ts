import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { LOCALES } from '../../locale.ts';
import { field } from '../event-contract.ts';

/** The personal data that other services need of an account, and nothing more. */
export const Account = z.object({
  userId: field(UserId, 'The account', 'usr_0demo'),
  username: field(z.string(), 'The name the user logs in with, as typed', 'mei.lin', { personal: true }),
  email: field(z.string(), 'Where mail goes', 'mei@example.com', { personal: true }),
  phone: z.optional(
    field(z.string(), 'E.164; not told any more, for nobody reads it', '+8613800138000', { personal: true }),
  ),
  locale: field(z.enum(LOCALES), 'The language for mail', 'zh-CN'),
});

export const accountExample: z.infer<typeof Account> = {
  userId: 'usr_0demo',
  username: 'mei.lin',
  email: 'mei@example.com',
  locale: 'zh-CN',
};
