import {
  AddressBookChanged,
  MailRequested,
  UserActivated,
  UserErased,
  UserRegistered,
  UserReinstated,
  UserSuspended,
  UserUpdated,
} from '@cartless/domain';
import { addressBookData } from '../../addresses/address-book-store.ts';
import { publishes, streamRelay } from '@cartless/lambda';

export const handler = streamRelay(
  publishes(UserRegistered),
  publishes(UserActivated),
  publishes(UserUpdated),
  publishes(UserSuspended),
  publishes(UserReinstated),
  publishes(UserErased),
  publishes(MailRequested),
  publishes(AddressBookChanged, addressBookData),
);
