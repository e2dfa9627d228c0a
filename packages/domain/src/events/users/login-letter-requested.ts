import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

/** What the users service writes to somebody about log-ins to their account. */
export const LOGIN_LETTERS = ['login-code', 'login-attack'] as const;

export const LoginLetterRequested = defineEvent({
  producer: 'users',
  name: 'login-letter-requested',
  version: 1,
  description:
    'The users service owes somebody a letter about log-ins: a code for a new device, or that somebody keeps trying. For its own mail worker; the code is made there.',
  data: z.object({
    userId: field(UserId, 'The account', 'usr_0demo'),
    letter: field(z.enum(LOGIN_LETTERS), 'Which letter', 'login-code'),
  }),
  example: { userId: 'usr_0demo', letter: 'login-code' },
});
export type LoginLetterRequested = EventOf<typeof LoginLetterRequested>;
