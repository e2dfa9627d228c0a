import { ADDRESS, KEY, SHOPPER } from '@cartless/domain/example-values';
import { deadLetterExamples } from '@cartless/lambda/dead-letter-examples';
import type { Examples } from '@cartless/lambda/openapi';

const ADDRESS_ID = 'adr_2n7k5x9m1c4v8q3z6h0j';
const SESSION = 'kT9wZ3xQ1vB7nM5cR2pL8g';
const IN_BOOK = { ...ADDRESS, addressId: ADDRESS_ID, isDefault: true };
const PROFILE = {
  userId: SHOPPER,
  username: 'linmei',
  email: 'mei@example.com',
  newEmail: null,
  phone: '+8613800138000',
  locale: 'zh-CN',
  weeklyReport: true,
  scopes: ['shop'],
  createdAt: '2026-11-01T09:12:00.000Z',
  activatedAt: '2026-11-01T09:15:30.000Z',
};
const ACCOUNT = { ...PROFILE, status: 'active', roles: [] };
const TOKENS = {
  accessToken: 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjIwMjYtMTEifQ.eyJzdWIiOiJ1c3JfNHE4ejFuIn0.c2lnbmF0dXJl',
  tokenType: 'Bearer',
  expiresIn: 900,
  refreshToken: 'Zr4pT0m9cXq2Vb7nKd1sWf6hJy3LgE8u',
  userId: SHOPPER,
};
const LOGGED_IN = { ...TOKENS, deviceToken: 'Qw8eRt5yUi2oPa9sDf6gHj3kLz0xCv7b' };
const { refreshToken: _, ...PAGE_TOKENS } = TOKENS;
const OF_PAGE = { 'x-requested-with': 'page' };
const LINK = 'V3rN8kQ1zX6mC9tB2wL5pH7jD4sF0gYe';
const PASSWORD = 'lantern-river-42';

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {
  health: { answer: { service: 'users', version: '0.1.0', stage: 'local' } },
  ...deadLetterExamples('users', 'mail'),

  register: {
    headers: KEY,
    body: { username: 'linmei', password: PASSWORD, email: 'mei@example.com', phone: '+8613800138000' },
    answer: { message: 'success', userId: SHOPPER },
  },
  checkAvailability: { query: { username: 'linmei' }, answer: { available: true } },
  verifyLink: { query: { token: LINK } },
  verifyToken: { body: { token: LINK }, answer: { userId: SHOPPER } },
  resendVerification: { body: { email: 'mei@example.com' } },

  logIn: { body: { identifier: 'linmei', password: PASSWORD }, answer: LOGGED_IN },
  logInByCode: { body: { identifier: 'linmei', code: '40918273' }, answer: LOGGED_IN },
  refreshToken: {
    body: { refreshToken: 'Hy5nLp2qRs9tUv4wXz7aBc1dEf8gJk3m' },
    answer: TOKENS,
  },
  logOut: { body: { refreshToken: TOKENS.refreshToken } },
  beginPageSession: {
    headers: OF_PAGE,
    cookies: { '__Secure-cartless-device': LOGGED_IN.deviceToken },
    body: { identifier: 'linmei', password: PASSWORD },
    answer: PAGE_TOKENS,
  },
  beginPageSessionByCode: {
    headers: OF_PAGE,
    body: { identifier: 'linmei', code: '40918273' },
    answer: PAGE_TOKENS,
  },
  renewPageSession: {
    headers: OF_PAGE,
    cookies: { '__Secure-cartless-session': TOKENS.refreshToken },
    answer: PAGE_TOKENS,
  },
  endPageSession: { headers: OF_PAGE, cookies: { '__Secure-cartless-session': TOKENS.refreshToken } },
  listSessions: {
    answer: {
      items: [
        {
          sessionId: SESSION,
          current: true,
          startedAt: '2026-11-21T08:00:00.000Z',
          usedAt: '2026-11-21T08:45:00.000Z',
          expiresAt: '2026-12-05T08:45:00.000Z',
          userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
          sourceIp: '203.0.113.7',
        },
      ],
      nextCursor: null,
    },
  },
  endSession: { params: { sessionId: SESSION } },
  endAllSessions: {},

  forgetPassword: { body: { email: 'mei@example.com' } },
  resetPassword: { body: { token: LINK, password: 'harbour-cedar-77' } },
  changePassword: { body: { current: PASSWORD, next: 'harbour-cedar-77' } },

  readProfile: { answer: PROFILE },
  changeProfile: {
    body: { email: 'mei.lin@example.com', password: PASSWORD },
    answer: { ...PROFILE, newEmail: 'mei.lin@example.com' },
  },
  deleteAccount: { body: { password: PASSWORD } },

  listAddresses: { answer: { items: [IN_BOOK], nextCursor: null } },
  addAddress: { headers: KEY, body: { ...ADDRESS, phone: '138 0013 8000' }, answer: IN_BOOK },
  replaceAddress: {
    params: { addressId: ADDRESS_ID },
    body: { ...ADDRESS, line2: '3 楼' },
    answer: { ...IN_BOOK, line2: '3 楼' },
  },
  removeAddress: { params: { addressId: ADDRESS_ID } },

  listUsers: { query: { q: 'linmei', limit: '20' }, answer: { items: [ACCOUNT], nextCursor: null } },
  readUser: {
    params: { userId: SHOPPER },
    answer: {
      ...ACCOUNT,
      undeliverable: null,
      audit: [
        {
          action: 'set-roles',
          by: 'usr_9d3f7b2k6w1t8r5p4g0e',
          reason: null,
          at: '2026-11-20T10:00:00.000Z',
          before: ['support'],
          after: [],
        },
      ],
    },
  },
  suspendUser: {
    params: { userId: SHOPPER },
    body: { reason: 'Paid with a stolen card' },
    answer: { ...ACCOUNT, status: 'suspended' },
  },
  reinstateUser: {
    params: { userId: SHOPPER },
    body: { reason: 'The bank took it back' },
    answer: ACCOUNT,
  },
  setRoles: {
    params: { userId: SHOPPER },
    body: { roles: ['support'] },
    answer: { ...ACCOUNT, roles: ['support'], scopes: ['shop', 'support'] },
  },
};
