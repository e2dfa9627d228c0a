import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@cartless/domain';
import { KNOWN_HOSTILE, randomHostile, sendRaw } from '@cartless/local-server/hostile-requests';
import { isLoopback } from '@cartless/local-server';
import { apiHandler, type Route } from '@cartless/lambda';
import type { PortName } from '@cartless/local-aws';
import { apiEvent, lambdaContext } from '@cartless/testing';
import { ROUTES } from './all-routes.ts';
import { type Api, apiAt } from './e2e/api.ts';
import { listenersOf } from './e2e/listeners.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInAdmin, logInDemo, orderOne } from './e2e/shopper.ts';

let shop: RunningShop;
let api: Api;

beforeAll(async () => {
  shop = await startRunningShop();
  api = apiAt(shop.url);
});
afterAll(() => (shop as RunningShop | undefined)?.stop());

/** All that listens: the functions of the platform are started one by one under `serverless offline` alone. */
const portsOf = ({ ports }: RunningShop): number[] =>
  Object.values(ports).filter((port) => port !== ports['platform-lambda']);
const at = (port: PortName): string => `http://localhost:${shop.ports[port]}`;

describe('what the shop listens on', () => {
  (process.platform === 'linux' ? it : it.skip)('is the loopback address, in every process', () => {
    const listeners = listenersOf(shop.pid);
    expect(listeners.filter(({ address }) => !isLoopback(address))).toEqual([]);
    expect(listeners.map(({ port }) => port)).toEqual(expect.arrayContaining(portsOf(shop)));
  });

  it('is driven by no page from elsewhere', async () => {
    const store = await fetch(`http://localhost:${shop.ports.mailbox}/clear-store`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
    });
    expect(store.status).toBe(403);
  });

  it('answers to no name but that of this machine', async () => {
    const parts: PortName[] = [
      'gateway',
      'control',
      'mailbox',
      'payments',
      'carrier',
      'kuaidi100',
      'platform',
      ...SERVICES,
    ];
    for (const part of parts) {
      const said = await sendRaw(
        shop.ports[part],
        'GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n',
        60_000,
      );
      expect([part, said.split('\r\n', 1)[0]]).toEqual([part, 'HTTP/1.1 421 Misdirected Request']);
    }
  });
});

/** A call of every service that needs no token, one that does, and one that is nothing. */
const CALLS = {
  users: ['/users/health', '/me', '/users/a/b/c'],
  orders: ['/products', '/orders', '/orders/a/b/c/d'],
  logistics: ['/carriers/health', '/admin/shipments', '/shipments/a/b/c'],
  analytics: ['/analytics/health', '/analytics/funnel', '/analytics/funnel/x'],
} as const;

describe('the pages that may read the answers', () => {
  const cors = (headers: Headers): Record<string, string> =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
  const places = (): [string, string][] =>
    SERVICES.flatMap((service) =>
      CALLS[service].flatMap((path): [string, string][] => [
        [at('gateway'), path],
        [at(service), path],
      ]),
    );

  it('are those of the shop and of a storefront in the making, at every service and behind the gateway', async () => {
    const origins = [shop.url, 'http://localhost:3000', 'http://localhost:5173'];
    for (const [place, path] of places()) {
      for (const origin of origins) {
        const { status, headers } = await fetch(place + path, { headers: { origin } });
        expect([path, status < 500, headers.get('vary')]).toEqual([
          path,
          true,
          expect.stringContaining('Origin'),
        ]);
        expect([path, cors(headers)]).toEqual([
          path,
          {
            'access-control-allow-origin': origin,
            'access-control-expose-headers':
              'content-disposition,etag,idempotent-replayed,location,retry-after,www-authenticate',
          },
        ]);
      }
    }
  });

  it('ask beforehand, and are answered by no function', async () => {
    for (const [place, path] of places()) {
      const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' };
      const answer = await fetch(place + path, { method: 'OPTIONS', headers });
      expect([path, answer.status, await answer.text()]).toEqual([path, 204, '']);
      expect(cors(answer.headers)).toMatchObject({
        'access-control-allow-origin': 'http://localhost:3000',
        'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
        'access-control-allow-headers': expect.stringContaining('idempotency-key'),
        'access-control-max-age': '3600',
      });
    }
  });

  it.each(['https://evil.example', 'null', 'http://localhost:3001'])(
    'are not those of %s',
    async (origin) => {
      for (const [place, path] of places()) {
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { origin, 'access-control-request-method': 'GET' };
          const answer = await fetch(place + path, { method, headers });
          expect([method, path, cors(answer.headers)]).toEqual([method, path, {}]);
        }
      }
    },
  );
});

const JSON_TYPE = 'application/json';
const BODIES: readonly (readonly [body: string | Buffer, headers: Record<string, string>])[] = [
  ...['false', '0', '"x"', 'null', '[]', '1e999', '{', ' '].map(
    (body) => [body, { 'content-type': JSON_TYPE }] as const,
  ),
  ['\uFEFF{}', { 'content-type': JSON_TYPE }],
  [Buffer.from([0x7b, 0xff, 0x7d]), { 'content-type': JSON_TYPE }],
  ['{"__proto__":{}}', { 'content-type': JSON_TYPE }],
  ['['.repeat(30_000), { 'content-type': JSON_TYPE }],
  ['{}', { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }],
  ['{}', { 'content-type': `${JSON_TYPE}; charset=utf-16` }],
  ['{}', { 'content-type': 'text/plain' }],
  ['{}', { 'content-type': 'nonsense' }],
  ['{}', { 'content-type': JSON_TYPE, cookie: 'a"b=\u00e9; =; ;' }],
  ['x'.repeat(65_537), { 'content-type': JSON_TYPE }],
];

describe('a body that is wrong', () => {
  const withBody = ROUTES.filter(({ body }) => body !== undefined);

  /** The answer on AWS: the boundary of the route, called with the event that API Gateway makes. */
  const onAws = async (route: Route, body: string | Buffer, headers: Record<string, string>) => {
    const event = {
      ...apiEvent({ method: route.method, path: route.path, headers }),
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    };
    const { statusCode, body: answer } = await apiHandler({ ...route, access: 'public' }, () => {
      throw new Error('a wrong body reached the use case');
    })(event, lambdaContext());
    return [statusCode, (JSON.parse(answer ?? '{}') as { code?: string }).code];
  };

  it('gets the same answer locally as on AWS, from every route that takes one', async () => {
    const token = `Bearer ${await logInAdmin(api)}`;
    for (const route of withBody) {
      const path = route.path.replaceAll(/\{\w+\}/g, 'x');
      for (const [body, headers] of BODIES) {
        const expected = await onAws(route, body, headers);
        // What the boundary lets pass, or finds wrong in a part that is not the body, is no matter of this test.
        if (![400, 413, 415].includes(Number(expected[0]))) continue;
        const answer = await fetch(shop.url + path, {
          method: route.method,
          body,
          headers: { ...headers, authorization: token },
        });
        const { code } = (await answer.json()) as { code?: string };
        expect([route.id, body.toString().slice(0, 20), headers, answer.status, code]).toEqual([
          route.id,
          body.toString().slice(0, 20),
          headers,
          ...expected,
        ]);
      }
    }
    expect(withBody.length).toBeGreaterThan(20);
  });
});

describe('requests that ended servers', () => {
  it('end nothing: whoever listens still answers, and the shop still sells', async () => {
    const requests = [...KNOWN_HOSTILE, ...randomHostile(1_129_2026, 150)];
    const ports = portsOf(shop);
    for (const port of ports) {
      for (const request of requests) await sendRaw(port, request, 0);
      await Promise.all(requests.map((request) => sendRaw(port, request, 100)));
    }
    const said = await Promise.all(
      ports.map((port) =>
        sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 60_000),
      ),
    );
    expect(said.filter((answer) => !answer.startsWith('HTTP/1.1 '))).toEqual([]);
    const token = await logInDemo(api);
    expect((await orderOne(api, token)).status).toBe(201);
    expect(shop.output()).not.toContain('has stopped');
    expect(shop.output()).not.toMatch(/failed where nobody caught it|nobody waited for it/);
  });

  it('are answered with what is wrong', async () => {
    const target = async (line: string): Promise<string> =>
      sendRaw(
        shop.ports.gateway,
        `GET ${line} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh\r\nConnection: close\r\n\r\n`,
        60_000,
      );
    for (const line of ['http://%', '/%', '/orders/../me', '/orders/%2e%2e/me']) {
      const said = await target(line);
      expect([line, said.split('\r\n', 1)[0]]).toEqual([line, 'HTTP/1.1 400 Bad Request']);
      expect(said).toContain('application/problem+json');
      expect(said).toContain('BAD_TARGET');
      expect(Buffer.from(said, 'latin1').toString()).toContain('无法识别该地址');
    }
    expect((await target('//products')).split('\r\n', 1)[0]).toBe('HTTP/1.1 404 Not Found');
    expect((await target('/products/')).split('\r\n', 1)[0]).toBe('HTTP/1.1 404 Not Found');
  });
});

describe('a page', () => {
  const html = async (address: string, init: RequestInit = {}) => {
    const { status, headers } = await fetch(address, { redirect: 'manual', ...init });
    return { address, status, headers };
  };

  it('is the shop at its bare address, whatever the caller takes, as CloudFront has it', async () => {
    for (const accept of ['*/*', 'text/html'])
      expect(await html(shop.url, { headers: { accept } })).toMatchObject({ status: 200 });
    expect(await html(`${shop.url}/nothing`, { headers: { accept: '*/*' } })).toMatchObject({ status: 404 });
  });

  it('bears the security headers, whoever serves it', async () => {
    const token = await logInDemo(api);
    const { orderId } = (await orderOne(api, token)).body;
    const { paymentUrl } = (await api('POST', `/orders/${String(orderId)}/payment`, { token })).body;
    await fetch(`${String(paymentUrl)}/pay`, { method: 'POST', redirect: 'manual' });
    const found = await Promise.all([
      ...[
        '/',
        '/local',
        '/account/orders/x?payment=done',
        '/account/login?verified=0&reason=<b>',
        '/nothing',
        '//',
      ].map((path) => html(shop.url + path)),
      ...SERVICES.map((service) => html(`${shop.url}/docs/${service}`)),
      html(`${shop.url}/verify?token=x`),
      html(at('mailbox')),
      html(`${at('mailbox')}/mails/nothing`),
      html(at('mailbox'), { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
      html(at('payments')),
      html(String(paymentUrl)),
      html(`${at('payments')}/pay/nothing`),
      html(`${at('payments')}/_control/nothing`, { headers: { accept: 'text/html' } }),
      html(at('carrier')),
      html(`${at('carrier')}/_control/nothing`, { headers: { accept: 'text/html' } }),
      html(at('kuaidi100')),
    ]);
    for (const { address, headers } of found) {
      const policy = headers.get('content-security-policy') ?? '';
      expect([address, policy]).toEqual([address, expect.stringContaining("default-src 'none'")]);
      expect([address, policy]).toEqual([address, expect.not.stringMatching(/script-src[^;]*'unsafe-|\*/)]);
      expect([address, headers.get('x-content-type-options')]).toEqual([address, 'nosniff']);
      expect([address, headers.get('strict-transport-security')]).toEqual([address, null]);
    }
    const pages = found.filter(({ headers }) => headers.get('content-type')?.includes('text/html'));
    expect(pages.length).toBeGreaterThan(15);
    for (const { address, headers } of pages.filter(({ status }) => status < 400)) {
      expect([address, headers.get('content-security-policy')]).toEqual([
        address,
        expect.stringMatching(/base-uri 'none'; form-action .*frame-ancestors 'none'/),
      ]);
      expect([address, headers.get('cross-origin-opener-policy')]).toEqual([address, 'same-origin']);
      expect(headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
    }
  });
});
