import { received } from '@cartless/domain';
import { reply } from '@cartless/lambda';
import * as z from 'zod/mini';
import { KNOWN_DAYS } from './device-token.ts';
import type { LoggedIn, Tokens } from './open-session.ts';
import { IDLE_DAYS } from './session.ts';
import { TokensBody } from './tokens-body.ts';

/** The refresh token, and the mark of the device; no script of the page can read them. */
const NAMES = { session: 'cartless-session', device: 'cartless-device' } as const;
type Name = keyof typeof NAMES;
/** A browser takes a cookie of such a name over TLS alone. */
const OVER_TLS = '__Secure-';
const DAY_SECONDS = 86_400;

/** What a browser sends back by itself; of what is no token, the use cases make nothing. */
const Kept = z.optional(received(512));
export const PageCookies = z.object({
  [`${OVER_TLS}${NAMES.session}`]: Kept,
  [`${OVER_TLS}${NAMES.device}`]: Kept,
  // Of a shop without TLS, on a laptop.
  [NAMES.session]: Kept,
  [NAMES.device]: Kept,
});

/**
 * A page of another site cannot send this header without being asked whether it may, and it may not: so nobody logs a visitor in or out
 * from elsewhere.
 */
export const PageHeaders = z.object({
  'x-requested-with': z.string().check(z.regex(/^[\w.-]{1,64}$/)),
});

/** What a page gets to keep, as long as it is open. */
export const PageTokensBody = z.omit(TokensBody, { refreshToken: true });

/** What the routes say of the cookies that they set. */
export const SET_COOKIES = {
  'set-cookie':
    'The refresh token, for the routes under `/session` alone; no script can read it. After a log-in also the mark of the device, which outlives the log-out',
} as const;

type Site = Readonly<{ SITE_URL: string }>;
type PageTokens = Omit<Tokens, 'refreshToken'>;

/** Answers with the access token, and puts what is kept for longer into cookies. */
export function pageAnswer(tokens: Tokens | LoggedIn, site: Site) {
  const { accessToken, tokenType, expiresIn, userId, refreshToken } = tokens;
  const cookies = [cookie(site, 'session', refreshToken, IDLE_DAYS)];
  if ('deviceToken' in tokens) cookies.push(cookie(site, 'device', tokens.deviceToken, KNOWN_DAYS));
  return reply<PageTokens>({ accessToken, tokenType, expiresIn, userId }, {}, cookies);
}

/** Answers that the session is over: the browser forgets its cookie, and keeps the mark of the device. */
export const goneAnswer = (site: Site) => reply<void>(undefined, {}, [cookie(site, 'session', '', 0)]);

/** What a page's browser sent of a cookie; empty when there is none. */
export const kept = (cookies: z.infer<typeof PageCookies>, name: Name, site: Site): string =>
  cookies[nameOf(site, name)] ?? '';

const isOverTls = ({ SITE_URL }: Site): boolean => SITE_URL.startsWith('https:');
const nameOf = (site: Site, name: Name) =>
  isOverTls(site) ? (`${OVER_TLS}${NAMES[name]}` as const) : NAMES[name];

/** Without TLS some browsers would not keep a cookie that asks for it. */
const cookie = (site: Site, name: Name, value: string, days: number): string =>
  `${nameOf(site, name)}=${value}; Path=/session; Max-Age=${days * DAY_SECONDS}; HttpOnly; SameSite=Strict` +
  (isOverTls(site) ? '; Secure' : '');
