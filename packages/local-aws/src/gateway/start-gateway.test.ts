import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startGateway } from './start-gateway.ts';

const PORTS = { gateway: 0, users: 1, orders: 1, analytics: 1, logistics: 1 } as Parameters<
  typeof startGateway
>[0]['ports'];

let gateway: Awaited<ReturnType<typeof startGateway>>;
let lines: string[];
beforeEach(async () => {
  lines = [];
  gateway = await startGateway({
    ports: PORTS,
    root: import.meta.dirname,
    routes: [],
    log: (line) => lines.push(line),
  });
});
afterEach(() => gateway.stop());

/** Sends a path as it is. */
const get = (path: string, headers = {}) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    request({ hostname, port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve(JSON.parse(text) as Record<string, unknown>));
    })
      .on('error', reject)
      .end();
  });

it('answers an address that cannot be read with a problem whose trace the log has', async () => {
  const problem = await get('/orders/%00');
  expect(problem).toMatchObject({
    status: 400,
    code: 'BAD_TARGET',
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(lines.join('\n')).toContain(String(problem['traceId']));
});

it("goes on with the caller's trace", async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = `00-${trace}-b7ad6b7169203331-01`;
  expect(await get('/orders/%00', { traceparent })).toMatchObject({ traceId: trace });
});
