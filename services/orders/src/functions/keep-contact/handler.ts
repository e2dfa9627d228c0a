import { AddressBookChanged, UserErased, UserRegistered, UserUpdated } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { eraseAddresses, keepAddresses } from '../../adapters/address-books.ts';
import { eraseContact, keepContact } from '../../adapters/contacts.ts';
import { listOwnOrders } from '../../adapters/list-orders.ts';
import { eraseShopper } from '../../application/erase-shopper.ts';
import { orders, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const erase = /* @__PURE__ */ lazy(() =>
  eraseShopper({
    ...orders,
    forget: async (userId, sequence) => {
      await eraseContact(store())(userId, sequence);
      await eraseAddresses(store())(userId);
    },
    ordersOf: (userId, cursor) => listOwnOrders(store(), { userId, limit: 50, cursor }),
  }),
);

export const handler = queueHandler(
  on(UserRegistered, ({ data, sequence }) => keepContact(store())(data.userId, data, sequence)),
  on(UserUpdated, ({ data, sequence }) => keepContact(store())(data.userId, data, sequence)),
  on(AddressBookChanged, ({ data, sequence }) =>
    keepAddresses(store())(data.userId, data.addresses, sequence),
  ),
  on(UserErased, ({ data, sequence }) => erase()(data.userId, sequence)),
);
