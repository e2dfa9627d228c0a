import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInDemo, orderOne } from './e2e/shopper.ts';

const ROOT = dirname(import.meta.dirname);
const TABLE = 'cartless-dev-orders';
const MINUTE = 60_000;

describe('the table of orders, in the running shop', () => {
  let shop: RunningShop;
  let api: Api;
  let token: string;
  let table: DynamoDBDocumentClient;
  const copy = mkdtempSync(join(tmpdir(), 'copy-of-orders-'));

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    token = await logInDemo(api);
    const account = { region: REGION, credentials: CREDENTIALS };
    table = DynamoDBDocumentClient.from(
      new DynamoDBClient({ ...account, endpoint: `http://localhost:${shop.ports.dynamodb}` }),
    );
  });
  afterAll(async () => {
    table?.destroy();
    await (shop as RunningShop | undefined)?.stop();
  });

  const order = async (orderId: string) => (await api('GET', `/orders/${orderId}`, { token })).body;
  const place = async (): Promise<string> => {
    const { status, body } = await orderOne(api, token);
    expect(status).toBe(201);
    const orderId = String(body['orderId']);
    await eventually(
      () => order(orderId),
      ({ orderNumber }) => typeof orderNumber === 'string',
    );
    return orderId;
  };
  const pay = async (orderId: string): Promise<void> => {
    const { body } = await api('POST', `/orders/${orderId}/payment`, { token });
    await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
  };
  const parcelOf = async (orderId: string) => {
    const { orderNumber } = await order(orderId);
    return (await api('GET', `/shipments/${String(orderNumber)}`, { token })).body;
  };
  const isSent = (orderId: string) =>
    eventually(
      () => parcelOf(orderId),
      ({ trackingNumber }) => typeof trackingNumber === 'string',
    );
  /** The provider's own books, as of now. */
  const simulated = async (part: 'payments' | 'carrier') => {
    const response = await fetch(`http://localhost:${shop.ports[part]}/_control/state`);
    return { ...((await response.json()) as { trackers?: unknown[] }), clock: undefined };
  };
  const labels = async () => (await simulated('carrier')).trackers?.length;
  const restore = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, CARTLESS_PORT_BASE: String(shop.ports.gateway) };
    const run = promisify(execFile)(
      join(ROOT, 'node_modules/.bin/node'),
      ['scripts/start.mjs', 'restore.ts', ...args],
      { cwd: ROOT, env },
    );
    return (await run).stdout;
  };
  const heldItems = async () => {
    const items: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: table },
      { TableName: TABLE, ConsistentRead: true },
    ))
      items.push(...Items);
    return items;
  };
  /** The time from which on all is another minute than what was written before: here streams tell no more than the minute. */
  const nextMinute = async (): Promise<string> => {
    const at = Math.ceil(Date.now() / MINUTE) * MINUTE;
    await pause(at - Date.now());
    return new Date(at).toISOString();
  };
  const mails = async () =>
    (await mailsTo(`http://localhost:${shop.ports.mailbox}`, 'demo@example.com')).length;

  /** Placed before the time that all goes back to, which both tests share: it is a minute's beginning, and nobody waits for it twice. */
  let waitsLonger: string;
  let until: string;

  it('is put back after somebody emptied it: what others know is there, and nothing happens twice', async () => {
    const [sent, waits] = [await place(), await place()];
    waitsLonger = await place();
    await pay(sent);
    await isSent(sent);
    expect(await restore('orders', '--copy', copy)).toMatch(/^\d+ items of cartless-dev-orders are in /);
    const later = await place();
    await pay(later);
    await isSent(later);
    const ids = [sent, waits, waitsLonger, later];
    const before = await Promise.all(ids.map(order));
    const books = await simulated('payments');
    // All have been written to, and the table knows it: a mail of which it lost that would go out again.
    const letters = 6;
    const isMailed = ({ pk, sk }: Record<string, unknown>): boolean =>
      sk === 'mail' && ids.some((id) => String(pk).startsWith(`M#${id}.`));
    await eventually(heldItems, (items) => items.filter(isMailed).length === letters);
    expect(await mails()).toBe(letters);

    until = await nextMinute();
    for (const { pk, sk } of await heldItems())
      await table.send(new DeleteCommand({ TableName: TABLE, Key: { pk, sk } }));
    expect((await api('GET', `/orders/${sent}`, { token })).status).toBe(404);

    const asked = ['orders', '--base', copy, '--until', until];
    expect(await restore(...asked)).toContain('Nothing was written');
    expect((await api('GET', `/orders/${sent}`, { token })).status).toBe(404);
    expect(await restore(...asked, '--write')).toContain('is restored');

    expect(await Promise.all(ids.map(order))).toEqual(before);
    expect(await simulated('payments')).toEqual(books);
    await pay(waits);
    await isSent(waits);
    expect(await labels()).toBe(3);
    // The one that was paid now is told of; of the others everybody has heard.
    await eventually(mails, (count) => count > letters);
    expect(await mails()).toBe(letters + 1);
  });

  it('loses nothing that a provider knows when an order goes back, and says what it loses', async () => {
    const orderId = waitsLonger;
    await pay(orderId);
    await isSent(orderId);
    await eventually(
      () => order(orderId),
      ({ status }) => status === 'paid',
    );

    const before = { labels: await labels(), books: await simulated('payments') };

    const said = await restore('orders', '--until', until, '--of', `O#${orderId}`, '--write');
    expect(said).toContain('1 aggregates go on in another epoch');
    expect(said).toMatch(new RegExp(`put back +order .*${orderId}.*orders.order-paid.v1`));
    expect((await order(orderId))['status']).toBe('placed');

    const endpoint = `http://localhost:${shop.ports['orders-lambda']}`;
    const lambda = new LambdaClient({ endpoint, region: REGION, credentials: CREDENTIALS });
    await lambda.send(
      new InvokeCommand({ FunctionName: 'cartless-orders-dev-reconcilePayments', Payload: '{}' }),
    );
    lambda.destroy();
    await eventually(
      () => order(orderId),
      ({ status }) => status === 'paid',
    );
    expect({ labels: await labels(), books: await simulated('payments') }).toEqual(before);
    // What it tells from now on is heard.
    expect((await api('POST', `/orders/${orderId}/cancel`, { token, body: {} })).status).toBe(200);
    await eventually(
      () => parcelOf(orderId),
      ({ status }) => status === 'cancelled',
    );
  });
});
