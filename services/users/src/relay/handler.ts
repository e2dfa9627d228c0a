import { publicationsOf } from '@cartless/aggregate';
import { streamRelay } from '@cartless/lambda';
import { userDeclaration } from '../accounts/user-store.ts';
import { addressBookDeclaration } from '../addresses/address-book-store.ts';

export const handler = streamRelay(
  ...publicationsOf(userDeclaration),
  ...publicationsOf(addressBookDeclaration),
);
