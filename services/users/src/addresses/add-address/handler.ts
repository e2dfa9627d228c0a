import { apiHandler, lazy, reply } from '@cartless/lambda';
import { addressResponse, readAddress } from '../address-body.ts';
import { addressBook } from '../keep-addresses.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const book = lazy(() => addressBook(ports()));

export const handler = apiHandler(route, async ({ body, headers }, { caller }) => {
  const idempotencyKey = headers['idempotency-key'];
  const { entry, replayed } = await book().add(caller.userId, { ...readAddress(body), idempotencyKey });
  return reply(addressResponse(entry), {
    location: `/me/addresses/${entry.addressId}`,
    ...(replayed && { 'idempotent-replayed': 'true' }),
  });
});
