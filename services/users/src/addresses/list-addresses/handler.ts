import { apiHandler, lazy } from '@cartless/lambda';
import { addressResponse } from '../address-body.ts';
import { readAddressBook } from '../address-book-reader.ts';
import { items } from '../../service.ts';
import { route } from './route.ts';

const read = lazy(() => readAddressBook(items()));

export const handler = apiHandler(route, async (_, { caller }) => ({
  items: (await read()(caller.userId)).addresses.map(addressResponse),
  nextCursor: null,
}));
