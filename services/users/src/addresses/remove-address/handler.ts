import { apiHandler, lazy } from '@cartless/lambda';
import { addressBook } from '../keep-addresses.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const book = lazy(() => addressBook(ports()));

export const handler = apiHandler(route, ({ params }, { caller }) =>
  book().remove(caller.userId, params.addressId),
);
