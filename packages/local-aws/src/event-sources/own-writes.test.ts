import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inScope, type ServiceScope } from '../shared-process/service-scope.ts';
import { emulatorClient } from './emulator-client.ts';
import { OwnWrites } from './own-writes.ts';
import { REGION } from './test-queues.ts';
import { FakeStreams } from './test-streams.ts';

type Call = (client: DynamoDBClient) => Promise<unknown>;

const tables = new FakeStreams();
const others = new FakeStreams();
const Item = { id: { S: 'a' } };
const put: Call = (client) => client.send(new PutItemCommand({ TableName: 'orders', Item }));

beforeAll(() => Promise.all([tables.start(), others.start()]));
afterAll(() => Promise.all([tables.stop(), others.stop()]));

async function make(call: Call, to = tables): Promise<void> {
  const client = new DynamoDBClient(emulatorClient(to.url, REGION));
  await call(client);
  client.destroy();
}

/** Whether somebody who waits for writes is told when a call is made. */
async function isTold(call: Call, to = tables): Promise<boolean> {
  const writes = new OwnWrites(tables.url);
  const next = writes.next();
  await make(call, to);
  const { aborted } = next;
  writes.close();
  return aborted;
}

const scope = (service: string): ServiceScope => ({
  service,
  env: {},
  onConfigured: () => undefined,
  onStarted: () => undefined,
  onExit: () => undefined,
});

describe('who waits for the writes of this process', () => {
  test.each<[string, Call]>([
    ['PutItem', put],
    ['UpdateItem', (client) => client.send(new UpdateItemCommand({ TableName: 'orders', Key: Item }))],
    ['DeleteItem', (client) => client.send(new DeleteItemCommand({ TableName: 'orders', Key: Item }))],
    [
      'BatchWriteItem',
      (client) =>
        client.send(new BatchWriteItemCommand({ RequestItems: { orders: [{ PutRequest: { Item } }] } })),
    ],
    [
      'TransactWriteItems',
      (client) =>
        client.send(
          new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'orders', Item } }] }),
        ),
    ],
  ])('is told of %s', async (_name, write) => {
    expect(await isTold(write)).toBe(true);
  });

  test.each<[string, Call]>([
    ['GetItem', (client) => client.send(new GetItemCommand({ TableName: 'orders', Key: Item }))],
    [
      'TransactGetItems',
      (client) =>
        client.send(
          new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: 'orders', Key: Item } }] }),
        ),
    ],
  ])('is not told of %s', async (_name, read) => {
    expect(await isTold(read)).toBe(false);
  });

  test('is not told of writes to another database', async () => {
    expect(await isTold(put, others)).toBe(false);
  });

  test('is told of each write anew, and waits no longer when it is over', async () => {
    const writes = new OwnWrites(tables.url);
    const first = writes.next();
    await make(put);
    const second = writes.next();
    expect([first.aborted, second.aborted]).toEqual([true, false]);
    writes.close();
    expect([second.aborted, writes.next().aborted]).toEqual([true, true]);
  });

  test('is told of those of its own service alone, where several share the process', async () => {
    const [users, orders] = ['users', 'orders'].map((service) => {
      const own = scope(service);
      const writes = inScope(own, () => new OwnWrites(tables.url));
      return { writes, next: writes.next(), put: () => inScope(own, () => make(put)) };
    });
    await orders?.put();
    expect([users?.next.aborted, orders?.next.aborted]).toEqual([false, true]);
    users?.writes.close();
    orders?.writes.close();
  });
});
