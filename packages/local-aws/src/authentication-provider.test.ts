import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { authenticationProvider } from './authentication-provider.ts';
import { AUDIENCE, makeKey, sign, TestIssuer, type TestKey } from './authentication/test-issuer.ts';

const OVERRIDE = 'sls-offline-authorizer-override';
let issuer: TestIssuer;
let key: TestKey;

beforeAll(async () => {
  key = await makeKey('k1');
  issuer = await new TestIssuer().start([key]);
  process.env['CARTLESS_JWT_ISSUER'] = issuer.url;
  process.env['CARTLESS_JWT_AUDIENCE'] = AUDIENCE;
});

afterAll(() => issuer.stop());

/** Sends a request with the given header lines through the strategy of a route, as hapi would. */
async function pass(
  authorizer: unknown,
  lines: Readonly<Record<string, string>>,
  more: readonly string[] = [],
) {
  const rawHeaders = [...Object.entries(lines).flat(), ...more];
  const request = { raw: { req: { rawHeaders } }, headers: { ...lines } as Record<string, unknown> };
  const answer = { status: 200, body: {}, headers: {} as Record<string, string>, taken: false };
  const response = {
    code: (status: number) => ((answer.status = status), response),
    header: (name: string, value: string) => ((answer.headers[name] = value), response),
    takeover: () => ((answer.taken = true), response),
  };
  const toolkit = {
    authenticated: () => undefined,
    response: (body: object) => ((answer.body = body), response),
  };
  const endpoint = { authorizer: authorizer as { scopes?: string[] } };
  const { getAuthenticateFunction } = authenticationProvider(endpoint, 'getThing', 'GET', '/thing');
  await getAuthenticateFunction().authenticate(request, toolkit);
  const seen = Object.fromEntries(
    request.raw.req.rawHeaders.flatMap((name, at, all) =>
      at % 2 === 0 ? [[name.toLowerCase(), all[at + 1]!]] : [],
    ),
  );
  return { ...answer, override: seen[OVERRIDE], parsed: request.headers };
}

const JWT = { name: 'jwt', scopes: ['shop'] };

describe('the authentication provider', () => {
  test('lets the function see the verified claims', async () => {
    const answer = await pass(JWT, { Authorization: `Bearer ${await sign(key, issuer.url)}` });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.override!)).toMatchObject({
      jwt: { claims: { sub: 'usr_1' }, scopes: ['shop'] },
    });
  });

  test('answers 401 and 403 as API Gateway does', async () => {
    const missing = await pass(JWT, {});
    expect(missing).toMatchObject({ status: 401, body: { message: 'Unauthorized' }, taken: true });
    expect(missing.headers).toEqual({ 'www-authenticate': 'Bearer' });
    const wrongScope = { Authorization: `Bearer ${await sign(key, issuer.url, { scope: 'other' })}` };
    expect(await pass(JWT, wrongScope)).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
      taken: true,
    });
  });

  test('does not take the authorizer from the client', async () => {
    const forged = JSON.stringify({ jwt: { claims: { sub: 'usr_2', scope: 'admin' } } });
    const token = `Bearer ${await sign(key, issuer.url)}`;
    const protectedRoute = await pass(JWT, {
      'SLS-Offline-Authorizer-Override': forged,
      Authorization: token,
    });
    expect(JSON.parse(protectedRoute.override!)).toMatchObject({ jwt: { claims: { sub: 'usr_1' } } });
    const publicRoute = await pass(null, { [OVERRIDE]: forged, Authorization: token });
    expect(publicRoute).toMatchObject({ status: 200, override: '{}', parsed: { Authorization: token } });
    expect(publicRoute.parsed).not.toHaveProperty(OVERRIDE);
  });

  test('refuses a second Authorization header, of which the function would see the last', async () => {
    const good = `Bearer ${await sign(key, issuer.url)}`;
    expect(await pass(JWT, { Authorization: good }, ['authorization', 'Bearer x.y.z'])).toMatchObject({
      status: 401,
    });
  });

  test('asks a public route for nothing', async () => {
    expect(await pass(undefined, {})).toMatchObject({ status: 200, override: '{}' });
    expect(await pass(undefined, { Authorization: 'Bearer rubbish' })).toMatchObject({
      status: 200,
      override: '{}',
    });
  });

  test('is what require() returns', async () => {
    const script = `console.log(typeof require(${JSON.stringify(import.meta.dirname)} + '/authentication-provider.ts'))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
    expect(stdout.trim()).toBe('function');
  });
});
