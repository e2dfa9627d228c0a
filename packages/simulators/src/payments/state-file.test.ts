import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { startPaymentSimulator } from './start-payment-simulator.ts';
import { aCheckout, startShopReceiver, startTestShop, WEBHOOK_SECRET } from './test-shop.ts';

let folder: string;
let dataFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payments-'));
  dataFile = join(folder, 'new', 'payments.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('sessions, refunds and kept answers outlive the process', async () => {
  const before = await startTestShop({ dataFile });
  const session = await before.stripe.checkout.sessions.create(aCheckout(), { idempotencyKey: 'kept' });
  await before.press(session.id, 'pay');
  await before.stop();
  const after = await startTestShop({ dataFile });
  const replay = await after.stripe.checkout.sessions.create(aCheckout(), { idempotencyKey: 'kept' });
  expect(replay.id).toBe(session.id);
  const { payment_status, payment_intent } = await after.stripe.checkout.sessions.retrieve(session.id);
  expect(payment_status).toBe('paid');
  const refund = await after.stripe.refunds.create({ payment_intent: payment_intent as string });
  expect(refund.amount).toBe(4498);
  await after.stop();
  expect(await readdir(join(folder, 'new'))).toEqual(['payments.json']);
});

test('an event that could not be delivered is delivered by the next run', async () => {
  const receiver = await startShopReceiver();
  receiver.answers.push(503);
  const before = await startTestShop({ dataFile, webhookUrl: receiver.url });
  const { id } = await before.stripe.checkout.sessions.create(aCheckout());
  await before.press(id, 'pay');
  await eventually(() => receiver.received.length === 1);
  await before.stop();
  const after = await startTestShop({ dataFile, webhookUrl: receiver.url });
  await eventually(() => receiver.received.length === 2);
  await after.stop();
  await receiver.stop();
});

test('a damaged file is reported with what to do', async () => {
  const file = join(folder, 'damaged.json');
  await writeFile(file, '{"format":1,"sessions":');
  const starting = startPaymentSimulator({ port: 0, webhookSecret: WEBHOOK_SECRET, dataFile: file });
  await expect(starting).rejects.toThrow('Delete it to start empty.');
});

test('a taken port is reported by name', async () => {
  const running = await startTestShop();
  const starting = startPaymentSimulator({ port: running.port, webhookSecret: WEBHOOK_SECRET });
  await expect(starting).rejects.toThrow('Set CARTLESS_PORT_PAYMENTS to another one.');
  await running.stop();
});
