import { apiHandler } from '@cartless/lambda';
import { addressResponse } from '../address-body.ts';
import { dynamoAddressBooks } from '../address-book-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { addressBook } from '../keep-addresses.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const book = lazy(() =>
  addressBook({ books: dynamoAddressBooks(store()), users: dynamoUsers(store()), now }),
);

export const handler = apiHandler(route, async (_, { caller }) => ({
  items: (await book().list(caller.userId)).map(addressResponse),
  nextCursor: null,
}));
