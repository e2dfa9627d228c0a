import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const UserReinstated = defineEvent({
  producer: 'users',
  name: 'user-reinstated',
  version: 1,
  description: 'An administrator lifted the suspension of the account.',
  data: z.object({ userId: field(UserId, 'The account', 'usr_0demo') }),
  example: { userId: 'usr_0demo' },
});
export type UserReinstated = EventOf<typeof UserReinstated>;
