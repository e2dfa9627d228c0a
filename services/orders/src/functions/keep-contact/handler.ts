import { UserErased, UserRegistered, UserUpdated } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { eraseContact, keepContact } from '../../adapters/contacts.ts';
import { store } from '../../container.ts';

export const handler = queueHandler(
  on(UserRegistered, ({ data, sequence }) => keepContact(store())(data.userId, data, sequence)),
  on(UserUpdated, ({ data, sequence }) => keepContact(store())(data.userId, data, sequence)),
  on(UserErased, ({ data, sequence }) => eraseContact(store())(data.userId, sequence)),
);
