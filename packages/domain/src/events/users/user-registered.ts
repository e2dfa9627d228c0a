import { Account, accountExample } from './account.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const UserRegistered = defineEvent({
  producer: 'users',
  name: 'user-registered',
  version: 1,
  description: 'Somebody registered. The account is not active until the address is verified.',
  data: Account,
  example: accountExample,
});
export type UserRegistered = EventOf<typeof UserRegistered>;
