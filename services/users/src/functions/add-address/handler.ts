import { apiHandler, reply } from '@cartless/lambda';
import { addressResponse, readAddress } from '../../address-body.ts';
import { dynamoAddressBooks } from '../../adapters/dynamo-address-books.ts';
import { dynamoUsers } from '../../adapters/dynamo-users.ts';
import { addressBook } from '../../application/address-book.ts';
import { now, store } from '../../container.ts';
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
