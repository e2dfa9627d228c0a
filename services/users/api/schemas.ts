import { Email, NewEmail, NewPassword, Phone, TypedPassword, Username } from '@cartless/domain';
import type { SchemaNotes } from '@cartless/domain/named-schemas';
import { Locale } from '../src/accounts/fields.ts';
import { route as checkAvailability } from '../src/accounts/check-availability/route.ts';
import { route as listUsers } from '../src/accounts/list-users/route.ts';
import { ProfileBody } from '../src/accounts/profile-body.ts';
import { route as register } from '../src/accounts/register/route.ts';
import { UserBody, UserDetailBody } from '../src/accounts/user-body.ts';
import { AddressRequest, AddressResponse } from '../src/addresses/address-body.ts';
import { route as listAddresses } from '../src/addresses/list-addresses/route.ts';
import { route as listSessions } from '../src/sessions/list-sessions/route.ts';
import { PageTokensBody } from '../src/sessions/page-session-body.ts';
import { LoggedInBody, TokensBody } from '../src/sessions/tokens-body.ts';

/** What a parameter that is true or false can be. */
const FLAGS = 'true 1 yes on y enabled false 0 no off n disabled'.split(' ');

/** Names and words for the schemas of this API. */
export const NOTES: SchemaNotes = [
  [Locale, { id: 'Locale', description: 'The language of mails' }],
  [Email, { format: 'email', description: 'An e-mail address' }],
  [NewEmail, { format: 'email', description: 'An e-mail address that our mail can reach' }],
  [Phone, { description: 'A phone number in E.164' }],
  [Username, { description: '3 to 32 letters, digits, dots and underscores, beginning with a letter' }],
  [
    NewPassword,
    {
      format: 'password',
      description: 'At least 8 characters with a letter and a digit, and not a common one',
    },
  ],
  [TypedPassword, { format: 'password' }],
  [register.body, { id: 'Registration' }],
  [register.success.body, { id: 'Registered' }],
  [checkAvailability.success.body, { id: 'Availability' }],
  [ProfileBody, { id: 'Profile', description: 'An account as its owner sees it' }],
  [UserBody, { id: 'User', description: 'An account as the staff sees it' }],
  [UserDetailBody, { id: 'UserDetail', description: 'An account with what was done to it' }],
  [
    listUsers.query.shape.isActive,
    { enum: FLAGS, description: 'Only those that are in use, or only others' },
  ],
  [listUsers.success.body, { id: 'UserPage' }],
  [AddressRequest, { id: 'NewAddress', description: 'An address as it is entered into the book' }],
  [AddressResponse, { id: 'BookAddress', description: 'An address of the book' }],
  [listAddresses.success.body, { id: 'AddressBook' }],
  [
    TokensBody,
    { id: 'Tokens', description: 'An access token for 15 minutes, and a refresh token for the next' },
  ],
  [
    LoggedInBody,
    { id: 'LoggedIn', description: 'Tokens, and one by which the device is known at the next log-in' },
  ],
  [PageTokensBody, { id: 'PageTokens', description: 'An access token for 15 minutes' }],
  [listSessions.success.body, { id: 'SessionList' }],
];
