import { apiHandler, lazy } from '@cartless/lambda';
import { addressResponse, readAddress } from '../address-body.ts';
import { addressBook } from '../keep-addresses.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const book = lazy(() => addressBook(ports()));

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  addressResponse(await book().replace(caller.userId, { ...params, ...readAddress(body) })),
);
