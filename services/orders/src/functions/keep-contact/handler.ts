import {
  AddressBookChanged,
  type DomainEvent,
  UserErased,
  UserRegistered,
  UserUpdated,
} from '@cartless/domain';
import { on, queueHandler, readConfig } from '@cartless/lambda';
import { eraseAddresses, keepAddresses } from '../../adapters/address-books.ts';
import { eraseContact, keepContact } from '../../adapters/contacts.ts';
import { listOwnOrders } from '../../adapters/list-orders.ts';
import { messageSender } from '../../adapters/message-sender.ts';
import { releaseMails } from '../../adapters/waiting-mails.ts';
import { eraseShopper } from '../../application/erase-shopper.ts';
import type { Contact } from '../../application/ports.ts';
import { ContactConfig } from '../../config.ts';
import { orders, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const toMails = /* @__PURE__ */ lazy(() => messageSender(readConfig(ContactConfig).MAILS_QUEUE_URL));
const release = (userId: string) => releaseMails(store(), (body) => toMails()(body))(userId);

/** Mails that waited for the contact data go on, also when a retry finds the data stored already. */
const keep = async ({ data, sequence }: DomainEvent<Contact & Readonly<{ userId: string }>>) => {
  await keepContact(store())(data.userId, data, sequence);
  await release(data.userId);
};

const erase = /* @__PURE__ */ lazy(() =>
  eraseShopper({
    ...orders,
    forget: async (userId, sequence) => {
      await eraseContact(store())(userId, sequence);
      await eraseAddresses(store())(userId);
      await release(userId);
    },
    ordersOf: (userId, cursor) => listOwnOrders(store(), { userId, limit: 50, cursor }),
  }),
);

export const handler = queueHandler(
  on(UserRegistered, keep),
  on(UserUpdated, keep),
  on(AddressBookChanged, ({ data, sequence }) =>
    keepAddresses(store())(data.userId, data.addresses, sequence),
  ),
  on(UserErased, ({ data, sequence }) => erase()(data.userId, sequence)),
);
