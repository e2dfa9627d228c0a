import {
  AddressBookChanged,
  type DomainEvent,
  UserErased,
  UserRegistered,
  UserUpdated,
} from '@cartless/domain';
import { lazy, on, queueHandler, readConfig } from '@cartless/lambda';
import { ContactConfig } from '../../config.ts';
import { releaseMails } from '../../mails/waiting-mails-store.ts';
import { messageSender } from '@cartless/lambda/message-sender';
import { ownOrderIds } from '../../ordering/order-lists-store.ts';
import { ground, orders } from '../../service.ts';
import type { Contact } from '../contact.ts';
import { forgetAccount, keepAddresses, keepContact } from '../contact-store.ts';
import { eraseShopper } from '../erase-shopper.ts';

const toMails = /* @__PURE__ */ lazy(() => messageSender(readConfig(ContactConfig).MAILS_QUEUE_URL));
const release = (userId: string) => releaseMails(ground().items, (body) => toMails()(body))(userId);

/** Mails that waited for the contact data go on, also when a retry finds the data stored already. */
const keep = async ({ data, sequence }: DomainEvent<Contact & Readonly<{ userId: string }>>) => {
  await keepContact(ground().items)(data.userId, data, sequence);
  await release(data.userId);
};

const erase = /* @__PURE__ */ lazy(() =>
  eraseShopper({
    ...orders(),
    forget: async (userId, sequence) => {
      await forgetAccount(ground().items)(userId, sequence);
      await release(userId);
    },
    ordersOf: (userId) => ownOrderIds(ground().items, userId),
  }),
);

export const handler = queueHandler(
  on(UserRegistered, keep),
  on(UserUpdated, keep),
  on(AddressBookChanged, ({ data, sequence }) =>
    keepAddresses(ground().items)(data.userId, data.addresses, sequence),
  ),
  on(UserErased, ({ data, sequence }) => erase()(data.userId, sequence)),
);
