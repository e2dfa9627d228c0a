import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import { AccountSuspended, IdempotencyKeyReused, UserUnknown } from '../../accounts/errors.ts';
import { AddressBookFull } from '../errors.ts';
import { AddressRequest, AddressResponse } from '../address-body.ts';
import { IdempotencyHeaders } from '../../accounts/fields.ts';

export const route = defineRoute({
  id: 'addAddress',
  method: 'POST',
  path: '/me/addresses',
  access: 'shop',
  summary: 'Adds an address to the address book',
  headers: IdempotencyHeaders,
  body: AddressRequest,
  success: {
    status: 201,
    description: 'The address is in the book; the first one is the default',
    body: AddressResponse,
    headers: {
      location: 'Where the address is',
      'idempotent-replayed': '`true` when this Idempotency-Key was answered before',
    },
  },
  errors: [AccountSuspended, AddressBookFull, IdempotencyKeyReused, Busy, UserUnknown],
});
