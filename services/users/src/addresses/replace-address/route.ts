import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, UserUnknown } from '../../accounts/errors.ts';
import { AddressUnknown } from '../errors.ts';
import { AddressId } from '@cartless/domain';
import { AddressRequest, AddressResponse } from '../address-body.ts';

export const route = defineRoute({
  id: 'replaceAddress',
  method: 'PUT',
  path: '/me/addresses/{addressId}',
  access: 'shop',
  summary: 'Replaces an address',
  params: z.object({ addressId: AddressId }),
  body: AddressRequest,
  success: { status: 200, description: 'The address as it is now', body: AddressResponse },
  errors: [AccountSuspended, AddressUnknown, Busy, UserUnknown],
});
