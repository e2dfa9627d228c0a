import { apiHandler } from '@cartless/lambda';
import { addressResponse, readAddress } from '../address-body.ts';
import { dynamoAddressBooks } from '../address-book-store.ts';
import { dynamoUsers } from '../../accounts/user-store.ts';
import { addressBook } from '../keep-addresses.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const book = lazy(() =>
  addressBook({ books: dynamoAddressBooks(store()), users: dynamoUsers(store()), now }),
);

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  addressResponse(await book().replace(caller.userId, { ...params, ...readAddress(body) })),
);
