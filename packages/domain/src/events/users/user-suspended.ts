import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const UserSuspended = defineEvent({
  producer: 'users',
  name: 'user-suspended',
  version: 1,
  description: 'An administrator suspended the account; its tokens are no longer renewed.',
  data: z.object({ userId: field(UserId, 'The account', 'usr_0demo') }),
  example: { userId: 'usr_0demo' },
});
export type UserSuspended = EventOf<typeof UserSuspended>;
