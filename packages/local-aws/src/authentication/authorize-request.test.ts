import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import type { TokenRules } from './access-token.ts';
import { authorizeRequest, type Decision } from './authorize-request.ts';
import { KeysUnavailable } from './issuer-keys.ts';
import { AUDIENCE, makeKey, sign, type TestKey } from './test-issuer.ts';

type Claims = Readonly<Record<string, unknown>>;

const ISSUER = 'https://shop.example.com';
const now = Math.floor(Date.now() / 1000);
let key: TestKey;
let foreign: TestKey;
let rules: TokenRules;

beforeAll(async () => {
  [key, foreign] = await Promise.all([makeKey('k1'), makeKey('k1')]);
  rules = { keys: createLocalJWKSet({ keys: [key.jwk] }), issuer: ISSUER, audience: [AUDIENCE, 'other'] };
});

const decide = (token: string, scopes: readonly string[] = []): Promise<Decision> =>
  authorizeRequest([`Bearer ${token}`], scopes, rules);

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a route with a JWT authorizer', () => {
  test('hands on the claims as strings, and no scopes when the route asks for none', async () => {
    const token = await sign(key, ISSUER, {
      iat: now,
      exp: now + 60,
      admin: true,
      groups: ['a', 'b'],
      nested: { x: 1 },
    });
    expect(await decide(token)).toEqual({
      status: 200,
      authorizer: {
        jwt: {
          claims: {
            iss: ISSUER,
            aud: AUDIENCE,
            sub: 'usr_1',
            scope: 'shop',
            iat: String(now),
            exp: String(now + 60),
            admin: 'true',
            groups: '[a b]',
            nested: '{"x":1}',
          },
          scopes: null,
        },
      },
    });
  });

  test('hands on the scopes when the route asks for one of them', async () => {
    const token = await sign(key, ISSUER, { scope: 'shop admin' });
    expect(await decide(token, ['admin', 'auditor'])).toMatchObject({
      authorizer: { jwt: { scopes: ['shop', 'admin'] } },
    });
  });

  test('answers 403 to a valid token without any scope of the route', async () => {
    const answer = await decide(await sign(key, ISSUER, { scope: 'shop administrator' }), ['admin']);
    expect(answer).toMatchObject({ status: 403, message: 'Forbidden' });
    expect(await decide(await sign(key, ISSUER, { scope: undefined }), ['shop'])).toMatchObject({
      status: 403,
    });
  });

  test.each<readonly [string, Claims]>([
    ['a list of audiences of which one fits', { aud: ['x', 'other'] }],
    ['the audience as client_id', { aud: undefined, client_id: AUDIENCE }],
    ['a nbf in the past', { nbf: now - 10 }],
    ['no iat', { iat: undefined }],
    ['scopes as scp', { scope: undefined, scp: ['shop'] }],
  ])('accepts %s', async (_what, claims) => {
    expect(await decide(await sign(key, ISSUER, claims), ['shop'])).toMatchObject({ status: 200 });
  });

  test.each<readonly [string, Claims]>([
    ['of another issuer', { iss: 'https://evil.example.com' }],
    ['of an issuer that only begins the same', { iss: `${ISSUER}.evil.example.com` }],
    ['of no issuer', { iss: undefined }],
    ['for another audience', { aud: 'somebody' }],
    ['for no audience', { aud: undefined }],
    ['whose client_id fits but not its audience', { aud: 'somebody', client_id: AUDIENCE }],
    ['that has expired', { iat: now - 100, exp: now - 1 }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: now + 60 }],
    ['issued in the future', { iat: now + 60, exp: now + 120 }],
  ])('refuses a token %s', async (_what, claims) => {
    expect(await decide(await sign(key, ISSUER, claims))).toMatchObject({
      status: 401,
      message: 'Unauthorized',
    });
  });

  test('says that a token has expired', async () => {
    expect(await decide(await sign(key, ISSUER, { exp: now - 1 }))).toMatchObject({
      challenge: 'Bearer scope="" error="invalid_token" error_description="the token has expired"',
    });
  });

  test.each<readonly [string, Claims]>([
    ['an embedded key', { jwk: {} }],
    ['a key address', { jku: 'https://evil.example.com/jwks.json' }],
    ['a certificate address', { x5u: 'https://evil.example.com/cert.pem' }],
    ['a certificate chain', { x5c: ['MIIB'] }],
    ['an unknown key id', { kid: 'k2' }],
    ['no key id', { kid: undefined }],
    ['a key id that is a path', { kid: '../../dev/null' }],
    ['another type', { typ: 'logout+jwt' }],
    ['a type that is not a text', { typ: { toString: 'jwt' } }],
    ['an unencoded payload', { b64: false, crit: ['b64'] }],
  ])('refuses a token whose header has %s, although its signature is right', async (_what, header) => {
    const token = await sign(key, ISSUER, {}, header).catch(() => forgeHeader(header));
    expect(await decide(token)).toMatchObject({ status: 401 });
  });

  /** For headers that jose does not want to sign. */
  async function forgeHeader(header: object): Promise<string> {
    const body = `${base64({ alg: 'RS256', kid: 'k1', ...header })}.${base64({ iss: ISSUER, aud: AUDIENCE, exp: now + 60 })}`;
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key.privateKey, Buffer.from(body));
    return `${body}.${Buffer.from(signature).toString('base64url')}`;
  }

  test('refuses a critical header that nobody knows', async () => {
    expect(await decide(await forgeHeader({ crit: ['x'], x: 1 }))).toMatchObject({ status: 401 });
  });

  test('refuses a token that a foreign key signed under a known key id, with that key in its header or not', async () => {
    expect(await decide(await sign(foreign, ISSUER))).toMatchObject({ status: 401 });
    expect(await decide(await sign(foreign, ISSUER, {}, { jwk: foreign.jwk }))).toMatchObject({
      status: 401,
    });
  });

  test.each(['none', 'None', 'NONE', 'nOnE', ''])('refuses an unsigned token with alg "%s"', async (alg) => {
    const payload = { iss: ISSUER, aud: AUDIENCE, exp: now + 60, scope: 'admin' };
    const unsigned = `${base64({ alg, kid: 'k1', typ: 'JWT' })}.${base64(payload)}.`;
    expect(await decide(unsigned)).toMatchObject({ status: 401 });
    const signature = (await sign(key, ISSUER)).split('.')[2]!;
    expect(await decide(unsigned + signature)).toMatchObject({ status: 401 });
    expect(await decide(new UnsecuredJWT(payload).encode())).toMatchObject({ status: 401 });
  });

  test('refuses HS256 with the public key as the secret', async () => {
    const pem = await exportSPKI(key.publicKey);
    for (const secret of [pem, JSON.stringify(key.jwk), String(key.jwk.n)]) {
      const token = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, scope: 'admin' })
        .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secret));
      expect(await decide(token, ['admin'])).toMatchObject({ status: 401 });
    }
  });

  test('refuses a token whose claims were changed after signing', async () => {
    const [header, , signature] = (await sign(key, ISSUER)).split('.');
    const changed = base64({ iss: ISSUER, aud: AUDIENCE, exp: now + 60, scope: 'admin' });
    expect(await decide(`${header}.${changed}.${signature}`, ['admin'])).toMatchObject({ status: 401 });
  });

  test.each([
    ['nothing', []],
    ['an empty header', ['']],
    ['another scheme', ['Basic YTpi']],
    ['only the scheme', ['Bearer']],
    ['only the scheme and a space', ['Bearer ']],
    ['two words', ['Bearer a b']],
    ['dots', ['Bearer ..']],
    ['four parts', ['Bearer a.b.c.d']],
    ['base64 of no JSON', ['Bearer Zm9v.YmFy.YmF6']],
    ['a header that is null', [`Bearer ${base64(null)}.${base64({})}.AA`]],
    ['a header that is a list', [`Bearer ${base64([])}.${base64({})}.AA`]],
    ['control characters', ['Bearer \u0000\u0007.\u0001.\u0002']],
    ['a huge token', [`Bearer ${'a'.repeat(200_000)}.b.c`]],
  ])('refuses %s as Authorization', async (_what, headers) => {
    expect(await authorizeRequest(headers, [], rules)).toMatchObject({
      status: 401,
      message: 'Unauthorized',
    });
  });

  test('refuses two Authorization values, even two good ones', async () => {
    const token = await sign(key, ISSUER);
    const twice = [`Bearer ${token}`, `Bearer ${token}`];
    expect(await authorizeRequest(twice, [], rules)).toMatchObject({ status: 401 });
    expect(await authorizeRequest([twice.join(', ')], [], rules)).toMatchObject({ status: 401 });
  });

  test('answers 500 when there are no keys to check with', async () => {
    const keys = (): never => {
      throw new KeysUnavailable('no keys');
    };
    const token = await sign(key, ISSUER);
    expect(await authorizeRequest([`Bearer ${token}`], [], { ...rules, keys })).toEqual({
      status: 500,
      message: 'Internal Server Error',
    });
  });
});
