import type { Topic } from '@cartless/lambda/openapi';

const ACCOUNTS: Topic = {
  name: 'Accounts',
  description:
    'To open an account, confirm its address, see and change it, and to look after those of others.',
};

/** What the operations of each room are about. */
export const TOPICS = {
  accounts: ACCOUNTS,
  links: ACCOUNTS,
  sessions: { name: 'Sessions', description: 'To log in and out, and to get new tokens.' },
  passwords: { name: 'Passwords', description: 'To change a password, and to set one that is forgotten.' },
  addresses: { name: 'Addresses', description: 'The address book of an account.' },
  staff: { name: 'Staff', description: 'Who of the staff may do what.' },
  'dead-letters': { name: 'Dead letters', description: 'What could not be handled, and putting it back.' },
} as const satisfies Record<string, Topic>;
