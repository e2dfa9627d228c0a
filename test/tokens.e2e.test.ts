import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localSigningKey } from '@cartless/local-aws';
import { exportJWK, importJWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { ADMITTED, HOLDERS, TOKENS } from './access-decisions.ts';
import { type Answer, type Api, apiAt } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';

const signingKey = localSigningKey(dirname(import.meta.dirname));
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = (): number => Math.floor(Date.now() / 1000);

/** One protected call of every service. */
const CALLS = [
  '/me',
  '/orders',
  '/shipments/20260101-0000000-0',
  '/analytics/funnel?from=2026-01-01&to=2026-01-02',
];

describe('tokens that the issuer did not give for this', () => {
  let shop: RunningShop;
  let api: Api;

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const claims = () => ({
    iss: shop.url,
    aud: 'cartless',
    sub: 'usr_demo-admin',
    scope: 'shop admin',
    username: 'admin',
    client_id: 'cartless',
    jti: 'test',
    iat: now(),
    nbf: now(),
    exp: now() + 600,
  });
  const header = { alg: 'RS256', typ: 'at+jwt', kid: signingKey.kid };
  const sign = async (
    payload: object,
    head: Partial<JWTHeaderParameters> = {},
    key?: KeyObject | Uint8Array,
  ): Promise<string> =>
    new SignJWT({ ...claims(), ...payload })
      .setProtectedHeader({ ...header, ...head })
      .sign(key ?? (await importJWK(signingKey, 'RS256')));
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

  const statuses = (token: string): Promise<number[]> =>
    Promise.all(CALLS.map(async (path) => (await api('GET', path, { token })).status));

  it('are what this test varies: a token of the issuer is taken by all services', async () => {
    expect(await statuses(await sign({}))).toEqual([200, 200, 404, 200]);
  });

  it.each<[string, () => Promise<string>]>([
    [
      'without a signature (alg none)',
      async () => `${encode({ ...header, alg: 'none' })}.${encode(claims())}.`,
    ],
    [
      'signed with the public key as an HMAC secret',
      () => {
        const pem = createPublicKey({ key: { ...signingKey }, format: 'jwk' }).export({
          type: 'spki',
          format: 'pem',
        });
        return sign({}, { alg: 'HS256' }, Buffer.from(pem));
      },
    ],
    ["signed by a stranger under the issuer's kid", () => sign({}, {}, stranger.privateKey)],
    ['signed by a stranger under a kid of theirs', () => sign({}, { kid: 'theirs' }, stranger.privateKey)],
    [
      'that bring their own key (jwk)',
      async () => sign({}, { jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    ],
    [
      'that name an address for their key (jku)',
      () => sign({}, { jku: 'http://localhost:9/keys', kid: 'theirs' }, stranger.privateKey),
    ],
    ['of another issuer', () => sign({ iss: 'https://other.example' })],
    ['for another audience', () => sign({ aud: 'other' })],
    ['that have expired', () => sign({ iat: now() - 2000, nbf: now() - 2000, exp: now() - 1000 })],
    ['that are not valid yet', () => sign({ nbf: now() + 1000, iat: now() + 1000 })],
    ['of another kind (typ)', () => sign({}, { typ: 'refresh+jwt' })],
    ['that are no tokens', async () => 'not.a.token'],
  ])('%s are refused by all services', async (_what, token) => {
    expect(await statuses(await token())).toEqual([401, 401, 401, 401]);
  });

  it('without the scope of the call are forbidden', async () => {
    const token = await sign({ scope: 'shop' });
    expect(await statuses(token)).toEqual([200, 200, 404, 403]);
  });

  /** Calls a route about nothing that there is; again when the local gateway says that it could not reach the service. */
  async function ask(route: string, token?: string): Promise<Answer> {
    const [method = '', path = ''] = route.split(' ');
    const answer = await api(method, path.replaceAll(/\{\w+\}/g, 'x1'), {
      ...(token !== undefined && { token }),
    });
    if (answer.body['code'] !== 'SERVICE_DOWN') return answer;
    await pause(500);
    return ask(route, token);
  }

  it('are needed by every route that was not decided to be for anybody', async () => {
    const guarded = Object.keys(ADMITTED).filter((route) => ADMITTED[route] !== 'anybody');
    for (const route of guarded) {
      const { status } = await ask(route);
      expect([route, status]).toEqual([route, 401]);
    }
  });

  it.each(HOLDERS)(
    'lets the token of %s into the routes that were decided for it, and no other',
    async (holder) => {
      const token = await sign({ sub: 'usr_nobody', scope: TOKENS[holder].join(' ') });
      const guarded = Object.entries(ADMITTED).filter(([, admitted]) => admitted !== 'anybody');
      const opened = await Promise.all(
        guarded.map(async ([route]) => {
          const { status, body } = await ask(route, token);
          expect([route, status]).not.toEqual([route, 401]);
          // API Gateway's own answer; what a use case refuses has a code.
          return status === 403 && body['message'] === 'Forbidden' ? [] : [route];
        }),
      );
      const decided = guarded.filter(([, admitted]) => admitted.includes(holder)).map(([route]) => route);
      expect(opened.flat()).toEqual(decided);
    },
  );
});
