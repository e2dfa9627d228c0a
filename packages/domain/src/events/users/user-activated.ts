import * as z from 'zod/mini';
import { UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const UserActivated = defineEvent({
  producer: 'users',
  name: 'user-activated',
  version: 1,
  description: 'The user proved to own the e-mail address; the account can be used.',
  data: z.object({ userId: field(UserId, 'The account', 'usr_0demo') }),
  example: { userId: 'usr_0demo' },
});
export type UserActivated = EventOf<typeof UserActivated>;
