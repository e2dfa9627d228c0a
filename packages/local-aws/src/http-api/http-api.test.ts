import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalServer } from '@cartless/local-server';
import { createLocalJWKSet } from 'jose';
import { AUDIENCE, makeKey, sign, type TestKey } from '../authentication/test-issuer.ts';
import type { InvokeResult } from '../event-sources/index.ts';
import type { HttpRoute } from './routes.ts';
import { startHttpApi } from './start-http-api.ts';

const ISSUER = 'http://issuer.test';
const route = (method: string, path: string, scopes?: readonly string[]): HttpRoute => ({
  key: `${method} ${path}`,
  method,
  path,
  scopes,
});
const ROUTES = [
  route('GET', '/notes/{noteId}'),
  route('GET', '/notes/newest'),
  route('POST', '/notes'),
  route('GET', '/mine', ['shop']),
];
const CORS = {
  allowedOrigins: ['http://shop.test', 'http://localhost:3000'],
  allowedHeaders: ['authorization', 'content-type'],
  allowedMethods: ['GET', 'POST'],
  exposedResponseHeaders: ['etag', 'x-next-cursor'],
  maxAge: 3600,
};
const READABLE = {
  'access-control-allow-origin': 'http://shop.test',
  'access-control-expose-headers': 'etag,x-next-cursor',
};

// oxlint-disable-next-line typescript/no-explicit-any -- an event, of which the assertions look at some parts
type Event = Record<string, any>;
let api: LocalServer;
let key: TestKey;
let events: Event[];
let result: InvokeResult;

beforeAll(async () => {
  key = await makeKey('k1');
  api = await startHttpApi({
    port: 0,
    routes: ROUTES,
    cors: CORS,
    rules: { issuer: ISSUER, audience: [AUDIENCE], keys: createLocalJWKSet({ keys: [key.jwk] }) },
    invokerOf: (name) => async (event) => {
      events.push({ name, ...(event as Event) });
      return result;
    },
    log: () => undefined,
  });
});
afterAll(() => api.stop());
beforeEach(() => {
  events = [];
  result = {
    ok: true,
    payload: { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
  };
});

const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${api.port}${path}`, init);
const cors = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
const from = (origin: string, headers: Record<string, string> = {}) => ({ headers: { origin, ...headers } });

describe('who may read the answers', () => {
  it('are the pages of the origins that are named, and it says that this depends on who asks', async () => {
    result = { ok: true, payload: { statusCode: 200, headers: { vary: 'Origin' }, body: '{}' } };
    const response = await ask('/notes/n1', from('http://shop.test'));
    expect(cors(response)).toEqual(READABLE);
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it.each([
    'http://evil.test',
    'http://shop.test.evil.test',
    'https://shop.test',
    'http://shop.test:81',
    'null',
    '',
  ])('are not those of %j, nor is their preflight request allowed', async (origin) => {
    expect(cors(await ask('/notes/n1', from(origin)))).toEqual({});
    const preflight = await ask('/notes', { method: 'OPTIONS', ...from(origin, ASKS) });
    expect([preflight.status, cors(preflight)]).toEqual([204, {}]);
  });

  it.each([
    ['401', '/mine', {}, undefined],
    ['404', '/nothing', {}, undefined],
    ['422 of the function', '/notes/n1', {}, { ok: true, payload: { statusCode: 422, body: '{}' } }],
    ['429 of the function', '/notes/n1', {}, { ok: true, payload: { statusCode: 429, body: '{}' } }],
    ['500 of a function that failed', '/notes/n1', {}, { ok: false, error: 'it threw' }],
    ['500 of a function that answered nonsense', '/notes/n1', {}, { ok: true, payload: 'nonsense' }],
    ['413', '/notes', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) }, undefined],
    ['400', '/%', {}, undefined],
  ] as const)('see a %s too', async (status, path, init, answer) => {
    if (answer !== undefined) result = answer;
    const response = await ask(path, { ...init, ...from('http://shop.test') });
    expect(response.status).toBe(Number(status.slice(0, 3)));
    expect(cors(response)).toEqual(READABLE);
  });

  it('a function cannot widen, and over plain HTTP it asks nobody for HTTPS', async () => {
    const headers = {
      'Access-Control-Allow-Origin': '*',
      'Strict-Transport-Security': 'max-age=1',
      'x-own': '1',
    };
    result = { ok: true, payload: { statusCode: 200, headers, body: 'x' } };
    const response = await ask('/notes/n1', from('http://evil.test'));
    expect(cors(response)).toEqual({});
    expect([response.headers.get('strict-transport-security'), response.headers.get('x-own')]).toEqual([
      null,
      '1',
    ]);
  });
});

const ASKS = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };

describe('a preflight request', () => {
  it.each(['/notes', '/mine', '/nothing'])('to %s is answered without the function', async (path) => {
    const response = await ask(path, { method: 'OPTIONS', ...from('http://localhost:3000', ASKS) });
    expect([response.status, await response.text(), events]).toEqual([204, '', []]);
    expect(response.headers.get('vary')).toBe('Origin');
    expect(cors(response)).toEqual({
      'access-control-allow-origin': 'http://localhost:3000',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '3600',
    });
  });
});

describe('a token', () => {
  const mine = (authorization?: string, more: [string, string][] = []) =>
    ask('/mine', {
      headers: [
        ...(authorization === undefined ? [] : [['authorization', authorization] as [string, string]]),
        ...more,
      ],
    });

  it('lets the function see its verified claims, and nothing else that the client says of itself', async () => {
    const forged = JSON.stringify({ jwt: { claims: { sub: 'usr_2', scope: 'admin' } } });
    await mine(`Bearer ${await sign(key, ISSUER)}`, [['sls-offline-authorizer-override', forged]]);
    expect(events[0]?.['requestContext'].authorizer).toMatchObject({
      jwt: { claims: { sub: 'usr_1' }, scopes: ['shop'] },
    });
  });

  it('that is missing or too narrow is answered as API Gateway does', async () => {
    const missing = await mine();
    expect([missing.status, await missing.json(), missing.headers.get('www-authenticate')]).toEqual([
      401,
      { message: 'Unauthorized' },
      'Bearer',
    ]);
    const narrow = await mine(`Bearer ${await sign(key, ISSUER, { scope: 'other' })}`);
    expect([narrow.status, await narrow.json()]).toEqual([403, { message: 'Forbidden' }]);
    expect(events).toEqual([]);
  });

  it('does not come twice', async () => {
    const good = `Bearer ${await sign(key, ISSUER)}`;
    expect((await mine(good, [['authorization', 'Bearer x.y.z']])).status).toBe(401);
  });

  it('is nobody’s business on a public route', async () => {
    await ask('/notes/n1', { headers: { authorization: 'Bearer rubbish' } });
    expect(events[0]?.['requestContext'].authorizer).toBeUndefined();
    expect(events[0]?.['headers'].authorization).toBe('Bearer rubbish');
  });
});

describe('a route', () => {
  it.each([
    ['/notes/newest', 'GET /notes/newest'],
    ['/notes/n1', 'GET /notes/{noteId}'],
    ['/notes/a%2Fb', 'GET /notes/{noteId}'],
  ])('of %s is the one that names it closest', async (path, name) => {
    await ask(path);
    expect(events[0]?.['name']).toBe(name);
  });

  it.each(['/notes', '/notes/', '/notes/n1/', '//notes/n1', '/Notes/n1', '/notes//n1', '/', '//'])(
    'is none of GET %s',
    async (path) => {
      const response = await ask(path);
      expect([response.status, await response.json(), events]).toEqual([404, { message: 'Not Found' }, []]);
    },
  );
});

describe('the event of a request', () => {
  const sent = async (path: string, init: RequestInit = {}): Promise<Event> => {
    await ask(path, init);
    return events[0] ?? {};
  };

  it('has its parts as they came, decoded once', async () => {
    expect(
      await sent('/notes/a%2Fb%2525?q=1%202&q=3&e', { headers: { cookie: 'a=1; b', 'X-Own': 'yes' } }),
    ).toMatchObject({
      version: '2.0',
      rawPath: '/notes/a%2Fb%2525',
      rawQueryString: 'q=1%202&q=3&e',
      pathParameters: { noteId: 'a/b%25' },
      queryStringParameters: { q: '1 2,3', e: '' },
      cookies: ['a=1', 'b'],
      headers: { 'x-own': 'yes' },
      requestContext: { http: { method: 'GET', sourceIp: '127.0.0.1' } },
      isBase64Encoded: false,
    });
  });

  it.each(['false', '0', '"x"', 'null', '[]', '{"a":', ' '])(
    'has the body %j as it was sent',
    async (body) => {
      const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      expect(await sent('/notes', init)).toMatchObject({ body, isBase64Encoded: false });
    },
  );

  it.each([
    ['application/octet-stream', undefined],
    ['multipart/form-data; boundary=x', undefined],
    ['application/json', 'gzip'],
  ])('has a body of %s, encoded by %s, in base 64', async (type, encoding) => {
    const headers = { 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding }) };
    const body = Buffer.from([0xff, 0x00, 0x7b]);
    expect(await sent('/notes', { method: 'POST', body, headers })).toMatchObject({
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('has no body where none was sent', async () => {
    expect(await sent('/notes', { method: 'POST' })).not.toHaveProperty('body');
  });
});
