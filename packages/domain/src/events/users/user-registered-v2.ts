import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const UserRegisteredV2 = defineEvent({
  producer: 'users',
  name: 'user-registered',
  version: 2,
  description: 'What user-registered.v1 tells, without who it was: for everybody who writes to nobody.',
  data: z.object({ userId: field(UserId, 'The account', 'usr_0demo') }),
  example: { userId: 'usr_0demo' },
});
export type UserRegisteredV2 = EventOf<typeof UserRegisteredV2>;
