import * as z from 'zod/mini';
import { AddressSnapshot } from '../../address-snapshot.ts';
import { AddressId, UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const example = {
  recipient: 'Lin Mei',
  phone: '+8613800138000',
  line1: '1 Century Avenue',
  city: 'Shanghai',
  region: 'Shanghai',
  postalCode: '200120',
  country: 'CN',
} as const;

const Entry = z.object({
  addressId: field(AddressId, 'What an order names to be sent there', 'adr_0home'),
  isDefault: field(z.boolean(), 'Whether it is offered first; true for one address of a book', true),
  address: field(AddressSnapshot, 'Where it is', example),
});

export const AddressBookChanged = defineEvent({
  producer: 'users',
  name: 'address-book-changed',
  version: 1,
  description:
    'The user’s addresses, all of them, after a change. `sequence` counts the changes of the book, not of the account.',
  data: z.object({
    userId: field(UserId, 'The account', 'usr_0demo'),
    addresses: field(z.array(Entry), 'All that there are now', [
      { addressId: 'adr_0home', isDefault: true, address: example },
    ]),
  }),
  example: {
    userId: 'usr_0demo',
    addresses: [{ addressId: 'adr_0home', isDefault: true, address: example }],
  },
});
export type AddressBookChanged = EventOf<typeof AddressBookChanged>;
