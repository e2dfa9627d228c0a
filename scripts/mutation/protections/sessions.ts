import type { Protection } from '../protection.ts';

const USERS = 'services/users/src';
const LOG_IN = `${USERS}/sessions/log-in/log-in.integration.test.ts`;
const GRACE = `${USERS}/sessions/refresh-grace.test.ts`;
const PASSWORDS = `${USERS}/passwords/change-password/passwords.integration.test.ts`;
const PROFILE = `${USERS}/accounts/change-profile/profile.integration.test.ts`;
const ACCOUNTS = `${USERS}/accounts/suspend-user/administration.integration.test.ts`;
const REFRESH = `${USERS}/sessions/refresh-session.ts`;

const PAGES = `${USERS}/sessions/begin-page-session/page-session.integration.test.ts`;
const PAGE = `${USERS}/sessions/page-session-body.ts`;

/** V7 and V10.4: sessions, how they end, and what an account that is gone may still do. */
export const SESSIONS: readonly Protection[] = [
  {
    items: '3.3.1, 3.3.2, 3.3.4',
    file: PAGE,
    remove: '; HttpOnly; SameSite=Strict',
    without: '',
    tests: PAGES,
    named: 'shows no refresh token, and puts it where no script and no other route gets it',
  },
  {
    items: '3.5.1, 3.5.2',
    file: PAGE,
    remove: "'x-requested-with': z.string().check(z.regex(/^[\\w.-]{1,64}$/)),",
    without: "'x-requested-with': z.optional(z.string()),",
    tests: PAGES,
    named: 'begins, goes on and ends for no page of another site',
  },
  {
    items: '7.2.1',
    file: REFRESH,
    remove: 'session && sameHash(session.familyHash, familyHash) ? session : undefined',
    without: 'session',
    tests: LOG_IN,
    named: 'does not end because somebody guesses',
  },
  {
    items: '7.2.2, 10.1.1',
    file: `${USERS}/links/secret-link.ts`,
    remove: "createHash('sha256').update(secret).digest('base64url');",
    without: 'secret;',
    tests: LOG_IN,
    named: 'keeps no token in the table',
  },
  {
    items: '7.2.4',
    file: `${USERS}/sessions/session.ts`,
    remove: "refreshToken: `${text.slice(0, text.lastIndexOf('.'))}.${current}`,",
    without: 'refreshToken: text,',
    tests: LOG_IN,
    named: 'is renewed by a token that works once',
  },
  {
    items: '7.3.1',
    file: `${USERS}/sessions/session.ts`,
    remove: 'Date.parse(session.usedAt) + IDLE_DAYS * DAY_MS > at.getTime()',
    without: 'session.usedAt.length > 0',
    tests: LOG_IN,
    named: 'ends when it was not used for two weeks',
  },
  {
    items: '7.3.2, 10.4.8',
    file: `${USERS}/sessions/session.ts`,
    remove: '  session.expiresAt * 1000 > at.getTime() &&\n',
    without: '',
    tests: LOG_IN,
    named: 'ends 30 days after log-in whatever happens',
  },
  {
    items: '7.4.1',
    file: `${USERS}/sessions/log-out.ts`,
    remove: 'await sessions.end(session.id);',
    without: 'return;',
    tests: LOG_IN,
    named: 'is over after log-out, and logging out again is no error',
  },
  {
    items: '7.4.5',
    file: `${USERS}/accounts/user-change.ts`,
    remove: "status: 'suspended', sessionEpoch: before.sessionEpoch + 1 },",
    without: "status: 'suspended' },",
    tests: ACCOUNTS,
    named: 'ends its sessions, refuses log-in, and stays on record until it is lifted',
  },
  {
    items: '7.4.2',
    file: `${USERS}/sessions/open-session.ts`,
    remove: "  if (user.status === 'suspended') throw AccountSuspended();\n",
    without: '',
    tests: ACCOUNTS,
    named: 'ends its sessions, refuses log-in, and stays on record until it is lifted',
  },
  {
    items: '7.4.2',
    file: `${USERS}/accounts/acting-account.ts`,
    remove: "  if (user.status === 'suspended') throw AccountSuspended();\n",
    without: '',
    tests: 'services/users/test/standing.integration.test.ts',
    named: 'does nothing for an account that is %s',
  },
  {
    items: '7.4.3',
    file: `${USERS}/passwords/set-password.ts`,
    remove: 'const epoch = before.sessionEpoch + 1;',
    without: 'const epoch = before.sessionEpoch;',
    tests: PASSWORDS,
    named: 'ends all sessions but the one that asks',
  },
  {
    items: '7.5.1, 10.3.4',
    file: `${USERS}/accounts/change-profile.ts`,
    remove: '    if (email !== undefined && password === undefined) throw PasswordNeeded();\n',
    without: '',
    tests: PROFILE,
    named: 'needs the password and an address that is free',
  },
  {
    items: '7.5.1',
    file: `${USERS}/links/follow-link.ts`,
    remove: ' || user.newEmail.email !== link.email',
    without: '',
    tests: PROFILE,
    named: 'does not confirm an address by the link that was sent to another',
  },
  ...[
    ['sessionEpoch: user.sessionEpoch + 1', 'sessionEpoch: user.sessionEpoch'],
    ['    await sessions.end(sessionId);\n', ''],
    ['stored.filter((session) => isLive(session, user, now()))', 'stored.filter(() => user.version > 0)'],
  ].map(([remove = '', without = '']) => ({
    items: '7.5.2, 10.4.9',
    file: `${USERS}/sessions/sessions-of.ts`,
    remove,
    without,
    tests: PASSWORDS,
    named: 'are listed to their user, who can end one or all',
  })),
  {
    items: '7.5.2',
    file: `${USERS}/sessions/sessions-of.ts`,
    remove: 'session?.userId !== userId',
    without: 'session === undefined',
    tests: PASSWORDS,
    named: 'of somebody else cannot be ended',
  },
  {
    items: '8.2.3',
    file: `${USERS}/accounts/profile-body.ts`,
    remove:
      '  activatedAt: z.nullable(Instant),\n});\n\nexport const profile = (user: User): z.infer<typeof ProfileBody> => ({\n',
    without:
      '  activatedAt: z.nullable(Instant),\n  passwordHash: z.string(),\n});\n\nexport const profile = (user: User): z.infer<typeof ProfileBody> => ({\n  ...user,\n',
    tests: LOG_IN,
    named: 'is shown to its owner without secrets',
  },
  {
    items: '10.3.3',
    file: `${USERS}/accounts/user-change.ts`,
    remove: "state: { id, status: 'erased', version, erasedAt: at.toISOString() },",
    without: "state: { ...before, id, status: 'erased', version, erasedAt: at.toISOString() },",
    tests: `${USERS}/accounts/user-change.test.ts`,
    named: 'leave nothing but the id when they erase',
  },
  {
    items: '10.4.5',
    file: REFRESH,
    remove: '  await sessions.end(id);\n',
    without: '',
    tests: LOG_IN,
    named: 'ends altogether when an old token comes back',
  },
  {
    items: '10.4.5',
    file: `${USERS}/sessions/session.ts`,
    remove: '  if (Math.abs(at.getTime() - Date.parse(usedAt)) > GRACE_MS) return undefined;\n',
    without: '',
    tests: GRACE,
    named: 'ends the session ten seconds after the renewal, however often it came meanwhile',
  },
  {
    items: '10.4.5',
    file: REFRESH,
    remove: '  await sessions.end(id);\n',
    without: '',
    tests: GRACE,
    named: 'ends the session at once when it is an older one',
  },
  {
    items: '11.2.2, 11.6.1',
    file: `${USERS}/issuer/kms-signer.ts`,
    remove: 'keyId: keyIdOf(keyArn),',
    without: "keyId: 'key',",
    tests: `${USERS}/issuer/kms-signer.integration.test.ts`,
    named: 'are verified by the key that they name, before and after the signing key was rotated',
  },
  {
    items: '16.5.2',
    file: `${USERS}/issuer/kms-signer.ts`,
    remove: '        throw SigningUnavailable({ details: { retryAfter: 5 }, cause });',
    without: '        throw cause;',
    tests: `${USERS}/sessions/refresh-token/kms-outage.integration.test.ts`,
    named: 'answers 503 with Retry-After while KMS is away, starts no session, and uses up no token',
  },
  {
    items: '16.5.3',
    file: `${USERS}/sessions/open-session.ts`,
    remove:
      'const access = await issueAccessToken(signer, issuer, user, session.id, at);\n  const begun = await logins.begin(session, user, used, at);',
    without:
      'const begun = await logins.begin(session, user, used, at);\n  const access = await issueAccessToken(signer, issuer, user, session.id, at);',
    tests: LOG_IN,
    named: 'leaves nothing half-issued when the signer is down',
  },
];
