import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, UserUnknown } from '../../accounts/errors.ts';
import { AddressUnknown } from '../errors.ts';
import { AddressId } from '@cartless/domain';

export const route = defineRoute({
  id: 'removeAddress',
  method: 'DELETE',
  path: '/me/addresses/{addressId}',
  access: 'shop',
  summary: 'Removes an address',
  params: z.object({ addressId: AddressId }),
  success: {
    status: 204,
    description: 'The address is gone; when it was the default, the oldest of the rest is now',
  },
  errors: [AccountSuspended, AddressUnknown, Busy, UserUnknown],
});
