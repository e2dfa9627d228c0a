import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { KNOWN_HOSTILE, randomHostile, sendRaw } from './hostile-requests.ts';
import { type Call, type LocalServer, startLocalServer } from './start-local-server.ts';

let server: LocalServer;
let lines: string[];
const answer = async ({ path, response, request }: Call): Promise<void> => {
  if (path === '/throws') throw new Error('a mistake');
  if (path === '/breaks-off') {
    response.write('half');
    throw new Error('a late mistake');
  }
  for await (const _ of request) void _;
  response.end(path);
};

beforeEach(async () => {
  lines = [];
  server = await startLocalServer({
    name: 'toy',
    port: 0,
    answer,
    refuse: ({ response }, { status, message }) => void response.writeHead(status).end(message),
    log: (line) => lines.push(line),
  });
});
afterEach(() => server.stop());

const ask = async (path: string, init: RequestInit = {}): Promise<[number, string]> => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
  return [response.status, await response.text()];
};
const closing = (request: string): string => request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
const status = async (request: string): Promise<string> =>
  (await sendRaw(server.port, closing(request), 60_000)).split('\r\n', 1)[0] ?? '';

it('outlives what its answers throw, logs it, and tells the caller nothing of it', async () => {
  expect(await ask('/throws')).toEqual([500, 'The toy failed. Its log says why.']);
  await expect(ask('/breaks-off')).rejects.toThrow();
  expect(lines.join()).toMatch(/a mistake[\s\S]*a late mistake/);
  expect(await ask('/well')).toEqual([200, '/well']);
});

it('refuses a target that is no path', async () => {
  for (const target of ['http://%', '/%', '*', '/a/../b', 'http://localhost/']) {
    expect([target, await status(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`)]).toEqual([
      target,
      'HTTP/1.1 400 Bad Request',
    ]);
  }
});

it('refuses the name of another machine, by which a page from there would read the answers', async () => {
  expect(await status('GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toBe(
    'HTTP/1.1 421 Misdirected Request',
  );
  expect(await status('GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n')).toBe('HTTP/1.1 200 OK');
});

it('is reached by other names when it was opened to other machines', async () => {
  const open = await startLocalServer({
    name: 'open',
    port: 0,
    host: '0.0.0.0',
    answer,
    refuse: ({ response }) => void response.end(),
    log: () => undefined,
  });
  const said = await sendRaw(open.port, closing('GET / HTTP/1.1\r\nHost: shop.lan\r\n\r\n'), 60_000);
  await open.stop();
  expect(said).toMatch(/^HTTP\/1.1 200 OK/);
});

it('ends a connection whose request has two lengths', async () => {
  const lengths = 'Content-Length: 30\r\nTransfer-Encoding: chunked\r\n';
  const said = await sendRaw(
    server.port,
    `POST /well HTTP/1.1\r\nHost: localhost\r\n${lengths}\r\n0\r\n\r\nGET /well HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    1000,
  );
  expect(said.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400']);
});

it.each([
  ['known', KNOWN_HOSTILE],
  ['random', randomHostile(20_261_129, 400)],
])(
  'outlives %s hostile requests, from who waits for an answer and from who does not',
  async (_, requests) => {
    for (const request of requests) await sendRaw(server.port, request, 0);
    const answers = await Promise.all(requests.map((request) => sendRaw(server.port, request, 50)));
    const odd = answers.filter(
      (said) => said !== '' && !/^HTTP\/1\.1 (200|400|408|413|417|421|431) /.test(said),
    );
    expect(odd).toEqual([]);
    expect(await ask('/well')).toEqual([200, '/well']);
    expect(lines.filter((line) => !line.includes('aborted'))).toEqual([]);
  },
);
