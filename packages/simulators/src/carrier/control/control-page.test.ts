import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { CarrierBench, startShopReceiver } from '../carrier-test-bench.ts';

let bench: CarrierBench;
beforeEach(async () => {
  bench = await CarrierBench.start();
});
afterEach(() => bench.simulator.stop());

const page = async (language: string): Promise<string> =>
  (await fetch(`${bench.simulator.url}/`, { headers: { 'accept-language': language } })).text();

const submit = (
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${bench.simulator.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'text/html', ...headers },
    redirect: 'manual',
  });

describe('the index page', () => {
  it('is in the language of the browser', async () => {
    expect(await page('zh-CN,zh;q=0.9,en;q=0.8')).toContain('<html lang="zh-CN">');
    expect(await page('fr,en;q=0.5,zh;q=0.4')).toContain('Carrier simulator');
    expect(await page('*')).toContain('<html lang="en">');
  });

  it('shows parcels with their status, and shows text as text', async () => {
    const { tracking_code: code } = await bench.buy({ reference: '<b>1</b>' });
    const text = await page('en');
    expect(text).toContain(code);
    expect(text).toContain('Waiting for pick-up');
    expect(text).toContain('&lt;b&gt;1&lt;/b&gt;');
    expect(text).not.toContain('<b>1</b>');
  });

  it('has forms that work without scripts', async () => {
    const { tracker } = await bench.buy();
    const pushed = await submit(`/_control/trackers/${tracker.tracking_code}`, { status: 'next' });
    expect([pushed.status, pushed.headers.get('location')]).toEqual([303, '/?done=1']);
    await submit('/_control/clock', { advanceHours: '24' });
    await submit('/_control/faults', { mode: 'slow', delayMs: '1', count: '', path: '' });
    await submit('/_control/webhooks', { paused: 'true' });
    const { body } = await bench.call('GET', '/_control/state');
    expect(body).toMatchObject({
      trackers: [{ status: 'in_transit' }],
      faults: { mode: 'slow', delayMs: 1, count: null, path: null },
      webhooks: { paused: true, duplicate: false },
    });
    const refused = await submit('/_control/clock', { advanceHours: '-1' }, { 'accept-language': 'zh' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    expect(await refused.text()).toContain('操作未成功');
  });

  it('is not driven from pages elsewhere', async () => {
    expect((await submit('/_control/reset', {}, { origin: 'https://example.com' })).status).toBe(403);
    expect((await submit('/_control/reset', {}, { origin: 'http://localhost:4000' })).status).toBe(303);
  });
});

it('a reset forgets parcels, events, faults, counts and the moved clock', async () => {
  await bench.buy();
  await bench.control('clock', { advanceHours: 10 });
  await bench.control('faults', { mode: 'error' });
  expect((await bench.control('reset')).status).toBe(200);
  const { body } = await bench.call('GET', '/_control/state');
  expect(body).toMatchObject({
    shipments: [],
    trackers: [],
    events: [],
    apiCalls: {},
    clock: { offsetSeconds: 0 },
    faults: { mode: 'none' },
  });
});

describe('the data file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carrier-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('carries parcels, the clock and waiting webhooks to the next run', async () => {
    const dataFile = join(folder, 'state', 'carrier.json');
    const receiver = await startShopReceiver();
    receiver.answers.push(503);
    const first = await CarrierBench.start({ dataFile, webhookUrl: receiver.url });
    const { tracker } = await first.buy();
    await eventually(() => receiver.received.length === 1);
    await first.control('clock', { advanceHours: 4 });
    await first.simulator.stop();
    const second = await CarrierBench.start({ dataFile, webhookUrl: receiver.url });
    try {
      expect((await second.tracker(tracker.id)).body.status).toBe('in_transit');
      await eventually(
        () => new Set(receiver.received.slice(1).map(({ event }) => event.result.status)).size === 2,
      );
      await second.control('clock', { advanceHours: 44 });
      expect((await second.tracker(tracker.id)).body.status).toBe('delivered');
    } finally {
      await second.simulator.stop();
      await receiver.stop();
    }
    expect(await readdir(join(folder, 'state'))).toEqual(['carrier.json']);
  });

  it('is named when it cannot be used', async () => {
    const dataFile = join(folder, 'carrier.json');
    await writeFile(dataFile, '{"version":');
    await expect(CarrierBench.start({ dataFile })).rejects.toThrow(`${dataFile} is not usable. Delete it`);
  });
});

it('a taken port and wrong options are named', async () => {
  const { port } = bench.simulator;
  await expect(CarrierBench.start({ port })).rejects.toThrow(
    `Port ${port} for the carrier simulator is taken. Set CARTLESS_PORT_CARRIER`,
  );
  await expect(CarrierBench.start({ webhookUrl: 'nowhere' })).rejects.toThrow('Give a whole http:// address');
  await expect(CarrierBench.start({ autoAdvance: { stepSeconds: 0 } })).rejects.toThrow('stepSeconds');
});
