import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AddressResponse } from '../address-body.ts';

export const route = defineRoute({
  id: 'listAddresses',
  method: 'GET',
  path: '/me/addresses',
  access: 'shop',
  summary: 'The address book',
  success: {
    status: 200,
    description: 'All addresses, oldest first; at most 20',
    body: z.object({ items: z.array(AddressResponse), nextCursor: z.null() }),
  },
});
