import { apiHandler, reply } from '@cartless/lambda';
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

export const handler = apiHandler(route, async ({ body, headers }, { caller }) => {
  const idempotencyKey = headers['idempotency-key'];
  const { entry, replayed } = await book().add(caller.userId, { ...readAddress(body), idempotencyKey });
  return reply(addressResponse(entry), {
    location: `/me/addresses/${entry.addressId}`,
    ...(replayed && { 'idempotent-replayed': 'true' }),
  });
});
