import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const UserErased = defineEvent({
  producer: 'users',
  name: 'user-erased',
  version: 1,
  description: 'The user deleted the account; whoever keeps personal data of it erases them.',
  data: z.object({ userId: field(UserId, 'The account', 'usr_0demo') }),
  example: { userId: 'usr_0demo' },
});
export type UserErased = EventOf<typeof UserErased>;
