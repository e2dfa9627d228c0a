import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { type Receiver } from '../../kit/test-receiver.ts';
import { CarrierBench, type ReceivedWebhook, SECRET, startShopReceiver } from '../carrier-test-bench.ts';

let bench: CarrierBench;
let receiver: Receiver<ReceivedWebhook>;
beforeEach(async () => {
  receiver = await startShopReceiver();
  bench = await CarrierBench.start({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await bench.simulator.stop();
  await receiver.stop();
});

const statuses = (): string[] => receiver.received.map(({ event }) => event.result.status);
const hmac = (text: string): string =>
  `hmac-sha256-hex=${createHmac('sha256', SECRET.normalize('NFKD')).update(text).digest('hex')}`;
const JOURNEY = ['pre_transit', 'in_transit', 'in_transit', 'in_transit', 'out_for_delivery', 'delivered'];

it('a webhook tells of every change in its order, with the tracker as it was then', async () => {
  const { tracker } = await bench.buy();
  await bench.control('clock', { advanceHours: 48 });
  await eventually(() => receiver.received.length === 6);
  expect(statuses()).toEqual(JOURNEY);
  expect(receiver.received.map(({ event }) => event.result.tracking_details.length)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect(receiver.received.map(({ event }) => event.description)).toEqual([
    'tracker.created',
    ...Array<string>(5).fill('tracker.updated'),
  ]);
  expect(receiver.received.at(-1)?.event).toMatchObject({
    id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
    object: 'Event',
    mode: 'test',
    previous_attributes: { status: 'out_for_delivery' },
    result: { id: tracker.id, object: 'Tracker', tracking_code: tracker.tracking_code },
  });
});

it('a webhook is signed over its raw body, and with the time and the path', async () => {
  const before = Date.now();
  await bench.buy();
  await eventually(() => receiver.received.length === 1);
  const [first] = receiver.received;
  if (first === undefined) throw new Error('nothing was received');
  const { headers, raw } = first;
  expect(headers['x-hmac-signature']).toBe(hmac(raw));
  expect(raw).toContain('"weight":16.0,');
  expect(headers['x-path']).toBe('/carriers/webhook');
  expect(headers['x-hmac-signature-v2']).toBe(
    hmac(`${String(headers['x-timestamp'])}POST/carriers/webhook${raw}`),
  );
  const signedAt = Date.parse(String(headers['x-timestamp']));
  expect(signedAt).toBeGreaterThan(before - 1000);
  expect(signedAt).toBeLessThanOrEqual(Date.now());
});

it('a webhook that is refused comes again with the same bytes, and the next one does not wait for it', async () => {
  receiver.answers.push(500, 200);
  const { tracker } = await bench.buy();
  await eventually(() => receiver.received.length === 1);
  await bench.control(`trackers/${tracker.tracking_code}`, { status: 'next' });
  await eventually(() => receiver.received.length === 3);
  expect(statuses()).toEqual(['pre_transit', 'in_transit', 'pre_transit']);
  expect(receiver.received[2]?.raw).toBe(receiver.received[0]?.raw);
});

it('a webhook is not lost while nobody listens', async () => {
  const { url } = receiver;
  await receiver.stop();
  await bench.buy();
  const { body } = await eventually(
    () =>
      bench.call<{ events: { lastOutcome?: string | null; remaining: number }[] }>('GET', '/_control/state'),
    (state) => state.body.events.some(({ lastOutcome }) => lastOutcome?.includes('ECONNREFUSED')),
  );
  expect(body.events).toMatchObject([{ remaining: 1 }]);
  receiver = await startShopReceiver(Number(new URL(url).port));
  await eventually(() => receiver.received.length === 1);
  expect(statuses()).toEqual(['pre_transit']);
});

it('webhooks wait while paused, and then come in reverse', async () => {
  await bench.control('webhooks', { paused: true });
  await bench.buy();
  await bench.control('clock', { advanceHours: 48 });
  expect(receiver.received).toEqual([]);
  await bench.control('webhooks', { paused: false, reverse: true });
  await eventually(() => receiver.received.length === 6);
  expect(statuses()).toEqual(JOURNEY.toReversed());
});

it('webhooks come twice when told to, as the same event', async () => {
  await bench.control('webhooks', { duplicate: true });
  await bench.buy();
  await eventually(() => receiver.received.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(receiver.received.map(({ raw }) => raw)).toEqual(
    Array<string | undefined>(2).fill(receiver.received[0]?.raw),
  );
});

it('an event is delivered again on demand', async () => {
  await bench.buy();
  await eventually(() => receiver.received.length === 1);
  expect((await bench.control('redeliver', { eventId: receiver.received[0]?.event.id })).status).toBe(202);
  await eventually(() => receiver.received.length === 2);
  expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
  expect((await bench.control('redeliver', { eventId: 'evt_none' })).status).toBe(404);
  expect((await bench.control('redeliver')).status).toBe(422);
});

it('an event waits before its first try when webhooks are late', async () => {
  const before = Date.now();
  await bench.control('webhooks', { delayMs: 60_000 });
  await bench.buy();
  const { body } = await bench.call<{ events: { nextAttemptAt: number }[] }>('GET', '/_control/state');
  expect(body.events[0]?.nextAttemptAt).toBeGreaterThanOrEqual(before + 60_000);
  expect(receiver.received).toEqual([]);
});
