import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

/** What the users service writes to people about, besides the first verification. */
export const ACCOUNT_LETTERS = [
  'verify-email',
  'welcome',
  'password-reset',
  'password-changed',
  'verify-new-email',
  'email-changed',
] as const;

export const MailRequested = defineEvent({
  producer: 'users',
  name: 'mail-requested',
  version: 1,
  description:
    'The users service owes somebody a letter. For its own mail worker; the letter’s links are made there.',
  data: z.object({
    userId: field(UserId, 'The account', 'usr_0demo'),
    letter: field(z.enum(ACCOUNT_LETTERS), 'Which letter', 'password-reset'),
    to: z.optional(
      field(z.string(), 'An address that is not, or no more, the account’s', 'old@example.com', {
        personal: true,
      }),
    ),
    locale: z.optional(field(z.enum(['en', 'zh-CN']), 'When the account cannot tell any more', 'en')),
  }),
  example: { userId: 'usr_0demo', letter: 'password-reset' },
});
export type MailRequested = EventOf<typeof MailRequested>;
