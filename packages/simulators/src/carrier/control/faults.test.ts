import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { API_KEY, CarrierBench, type ApiError } from '../carrier-test-bench.ts';

let bench: CarrierBench;
beforeEach(async () => {
  bench = await CarrierBench.start();
});
afterEach(() => bench.simulator.stop());

const list = (signal?: AbortSignal): Promise<Response> =>
  fetch(`${bench.simulator.url}/v2/trackers`, {
    headers: { authorization: `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}` },
    ...(signal && { signal }),
  });

it('error answers 500 in the shape of the API, as often as told', async () => {
  await bench.control('faults', { mode: 'error', count: 2 });
  const answers = [await list(), await list(), await list()];
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 200]);
  expect(await answers[0]?.json()).toMatchObject({ error: { code: 'INTERNAL_SERVER_ERROR', errors: [] } });
});

it('slow answers rightly, but late', async () => {
  await bench.control('faults', { mode: 'slow', delayMs: 150 });
  const start = performance.now();
  expect((await list()).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThanOrEqual(145);
});

it('timeout does not answer, or hangs up after the delay', async () => {
  await bench.control('faults', { mode: 'timeout' });
  await expect(list(AbortSignal.timeout(100))).rejects.toThrow('timeout');
  await bench.control('faults', { mode: 'timeout', delayMs: 20 });
  await expect(list()).rejects.toThrow('fetch failed');
});

it('garbage answers 200 with broken JSON', async () => {
  await bench.control('faults', { mode: 'garbage' });
  const answer = await list();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  await expect(answer.json()).rejects.toThrow();
});

it('html answers with the page of a gateway', async () => {
  await bench.control('faults', { mode: 'html' });
  const answer = await list();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
});

it('rate-limit answers 429 and says when to come again', async () => {
  await bench.control('faults', { mode: 'rate-limit' });
  const answer = await list();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
});

it('a path keeps a fault from the other calls, and none ends it', async () => {
  await bench.control('faults', { mode: 'error', path: '/v2/shipments' });
  expect((await list()).status).toBe(200);
  expect((await bench.create()).status).toBe(500);
  await bench.control('faults', { mode: 'none' });
  expect((await bench.create()).status).toBe(201);
});

it('a fault that takes effect loses only the answer', async () => {
  await bench.control('faults', { mode: 'error', count: 1, takesEffect: true });
  expect((await bench.create({ reference: 'ord_1' })).status).toBe(500);
  expect((await bench.call('GET', '/v2/shipments/ord_1')).status).toBe(200);
  await bench.control('faults', { mode: 'error', count: 1 });
  expect((await bench.create({ reference: 'ord_2' })).status).toBe(500);
  expect((await bench.call('GET', '/v2/shipments/ord_2')).status).toBe(404);
});

it('every call is counted under its path, also one that is hit', async () => {
  await bench.control('faults', { mode: 'error', count: 1 });
  await bench.create();
  const { id } = (await bench.create()).body;
  await bench.call('GET', `/v2/shipments/${id}`);
  await bench.call('GET', '/v2/nothing');
  const { body } = await bench.call('GET', '/_control/state');
  expect(body['apiCalls']).toEqual({ 'POST /v2/shipments': 2, 'GET /v2/shipments/:id': 1, unsupported: 1 });
});

it.each([
  [{}],
  [{ mode: 'fire' }],
  [{ mode: 'slow', delayMs: 'long' }],
  [{ mode: 'error', path: 'v2' }],
  [{ mode: 'error', times: 1 }],
])('the switch %j is refused', async (fault) => {
  const { status, body } = await bench.control<ApiError>('faults', fault);
  expect(status).toBe(422);
  expect(body.error.errors).toHaveLength(1);
});
