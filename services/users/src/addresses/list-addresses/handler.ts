import { apiHandler, lazy } from '@cartless/lambda';
import { addressResponse } from '../address-body.ts';
import { addressBook } from '../keep-addresses.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const book = lazy(() => addressBook(ports()));

export const handler = apiHandler(route, async (_, { caller }) => ({
  items: (await book().list(caller.userId)).map(addressResponse),
  nextCursor: null,
}));
