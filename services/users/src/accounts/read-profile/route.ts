import { defineRoute } from '@cartless/lambda';
import { UserUnknown } from '../errors.ts';
import { ProfileBody } from '../profile-body.ts';

export const route = defineRoute({
  id: 'readProfile',
  method: 'GET',
  path: '/me',
  access: 'shop',
  summary: 'The account of whoever is logged in',
  success: {
    status: 200,
    description: 'The profile; `newEmail` is an address that still has to be confirmed',
    body: ProfileBody,
  },
  errors: [UserUnknown],
});
