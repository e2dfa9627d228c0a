import { Account, accountExample } from './account.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const UserUpdated = defineEvent({
  producer: 'users',
  name: 'user-updated',
  version: 1,
  description: 'The contact data or the language of an account changed.',
  data: Account,
  example: accountExample,
});
export type UserUpdated = EventOf<typeof UserUpdated>;
