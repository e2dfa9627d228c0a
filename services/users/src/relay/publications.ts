import { publicationsOf } from '@cartless/aggregate';
import { userDeclaration } from '../accounts/user-store.ts';
import { addressBookDeclaration } from '../addresses/address-book-store.ts';

/** Every event that the service tells: those of accounts and address books. */
export const PUBLICATIONS = [...publicationsOf(userDeclaration), ...publicationsOf(addressBookDeclaration)];
