import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Answer, HANG_UP, json } from './answer.ts';
import { readBody } from './body.ts';
import { Refusal } from './refusal.ts';
import { type Call, SimulatorServer } from './server.ts';

const NAME = 'toy simulator';
let server: SimulatorServer;
let lines: string[];
let url: string;
const waiting: string[] = [];

const answer = async (call: Call): Promise<Answer> => {
  if (call.path === '/echo') return json(200, { method: call.method, body: await readBody(call.request) });
  if (call.path === '/broken') throw new TypeError('a mistake in the simulator');
  if (call.path === '/hang-up') return HANG_UP;
  if (call.path === '/slow') {
    waiting.push(call.path);
    await sleep(60_000, undefined, { signal: server.stopped });
  }
  throw new Refusal(404, 'NOT_FOUND', `nothing at ${call.path}`);
};

beforeEach(async () => {
  lines = [];
  const log = (line: string): void => void lines.push(line);
  server = await SimulatorServer.listen({ name: NAME, port: 0, portVariable: 'PORT_TOY', log });
  server.serve({ answer, refuse: ({ status, code, message }) => json(status, { code, message }) });
  url = `http://127.0.0.1:${server.port}`;
});
afterEach(() => server.stop());

it('answers with a type, and nothing is cached', async () => {
  const reply = await fetch(`${url}/echo`, { method: 'POST', body: 'hello' });
  expect(await reply.json()).toEqual({ method: 'POST', body: 'hello' });
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});

it('takes HEAD for GET', async () => {
  const reply = await fetch(`${url}/echo`, { method: 'HEAD' });
  expect([reply.status, await reply.text()]).toEqual([200, '']);
});

it('shows a refusal in the shape of its service', async () => {
  const reply = await fetch(`${url}//nowhere`);
  expect([reply.status, await reply.json()]).toEqual([
    404,
    { code: 'NOT_FOUND', message: 'nothing at /nowhere' },
  ]);
});

it('refuses a body over 1 MiB, and the sender hears it', async () => {
  const body = 'x'.repeat(1024 * 1024 + 1);
  expect((await fetch(`${url}/echo`, { method: 'POST', body })).status).toBe(413);
});

it('outlives a mistake of its service, logs it and tells the caller nothing of it', async () => {
  const reply = await fetch(`${url}/broken`);
  expect(reply.status).toBe(500);
  expect(await reply.text()).not.toContain('a mistake');
  expect(lines.join()).toContain('a mistake in the simulator');
  expect((await fetch(`${url}/echo`)).status).toBe(200);
});

it('cuts the connection when told to', async () => {
  await expect(fetch(`${url}/hang-up`)).rejects.toThrow('fetch failed');
});

it('does not wait for a slow call when it stops', async () => {
  const call = fetch(`${url}/slow`);
  const lost = expect(call).rejects.toThrow('fetch failed');
  await eventually(() => waiting.length === 1);
  await server.stop();
  await lost;
  expect(lines).toEqual([]);
});

it('names the variable of a port that is taken', async () => {
  const { port } = server;
  const second = SimulatorServer.listen({ name: NAME, port, portVariable: 'PORT_TOY', log: () => undefined });
  await expect(second).rejects.toThrow(
    `Port ${port} for the toy simulator is taken. Set PORT_TOY to another one.`,
  );
});
