import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lambdaInvoker } from './lambda-invoke.ts';

/* Answers as serverless-offline does, by the name of the function. */
const ANSWERS: Readonly<Record<string, { status?: number; headers?: Record<string, string>; body: string }>> =
  {
    good: { body: '{"batchItemFailures":[]}' },
    silent: { body: '' },
    throwing: {
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: '{"errorMessage":"no stock","errorType":"Error","trace":[]}',
    },
    missing: { status: 404, body: '{"Message":"Function not found: missing","Type":"User"}' },
    broken: {
      status: 500,
      body: '{"statusCode":500,"error":"Internal Server Error","message":"An internal error"}',
    },
  };

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url?.split('/').at(-2) ?? '';
    const { status = 200, headers = {}, body } = ANSWERS[name] ?? { body: '' };
    if (name !== 'hanging') response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ['good', { ok: true, payload: { batchItemFailures: [] } }],
  ['silent', { ok: true, payload: null }],
  ['throwing', { ok: false, error: 'no stock' }],
  ['missing', { ok: false, error: 'Function not found: missing' }],
  ['broken', { ok: false, error: 'An internal error' }],
])('a %s function answers as expected', async (name, result) => {
  await expect(lambdaInvoker(url, name, 5)({ Records: [] })).resolves.toEqual(result);
});

test('a function that never answers is given up after its time-out', async () => {
  const result = await lambdaInvoker(url, 'hanging', -4.9)({});
  expect(result).toEqual({ ok: false, error: 'no answer within -4.9 s' });
});

test('a runtime that is not there is an answer, not an exception', async () => {
  const result = await lambdaInvoker('http://127.0.0.1:1', 'any', 5)({});
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining('fetch failed') });
});
