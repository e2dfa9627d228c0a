import { setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { ReceiveMessageCommand, CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { handler as getFunnel } from '../reports/get-funnel/handler.ts';
import { handler as getSummary } from '../reports/get-summary/handler.ts';

const orderOf = (id: string, at: string, more: Partial<TestOrder> = {}): TestOrder => ({
  id,
  user: `of-${id}`,
  at,
  ...more,
});

const compare = (a = '', b = '') => (a < b ? -1 : 1);

describe('the consumer of events', () => {
  let service: TestService;
  let queueUrl = '';
  beforeAll(async () => {
    service = await startService();
    const QueueName = `parked-${Date.now()}`;
    await new SQSClient({}).send(new CreateQueueCommand({ QueueName }));
    queueUrl = `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${QueueName}`;
    setEnvironment({ PARK_QUEUE_URL: queueUrl });
  });
  afterAll(() => service.table.drop());

  const summary = async (day: string, metrics: string) => {
    const { body } = await service.get(getSummary, '/analytics/summary', { from: day, to: day, metrics });
    return body.totals;
  };

  it('books an event once that five consumers get at the same moment', async () => {
    const order = orderOf('once', '2026-01-05T10:00:00.000Z');
    const story = [
      happened.placed(order),
      happened.paid(order, '2026-01-05T11:00:00.000Z'),
      happened.delivered(order, '2026-01-05T12:00:00.000Z'),
      happened.refunded(order, '2026-01-05T13:00:00.000Z', 100),
    ];
    for (const event of story.toReversed()) {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => service.consume([event])));
      expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    }
    expect(await summary('2026-01-05', 'orders,units,revenue,refunded')).toEqual({
      orders: 1,
      units: 2,
      revenue: { amount: totalOf(order), currency: 'CNY' },
      refunded: { amount: 100, currency: 'CNY' },
    });
  });

  it('books an order of fifty lines, which no single transaction has room for', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => ({
      product: `p${i}`,
      quantity: 1,
      price: 100,
      category: `c${i}`,
    }));
    const order = orderOf('long', '2026-01-06T10:00:00.000Z', { lines });
    await service.consume([happened.placed(order), happened.paid(order, order.at)]);
    const query = { from: '2026-01-06', to: '2026-01-06', metrics: 'revenue,units', groupBy: 'product' };
    const { body } = await service.get(getSummary, '/analytics/summary', query);
    expect(body.rows).toHaveLength(50);
    expect(body.totals).toEqual({ revenue: { amount: 5000, currency: 'CNY' }, units: 50 });
  });

  it('parks what can never be booked, says why, and books the rest of the batch', async () => {
    const good = orderOf('good', '2026-01-07T10:00:00.000Z');
    const long = orderOf('bad', '2026-01-07T10:00:00.000Z', {
      lines: [{ product: 'x', quantity: 1, price: 1, category: 'y'.repeat(2000) }],
    });
    const foreign = happened.placed(orderOf('foreign', '2026-01-07T10:00:00.000Z'));
    const inDollars = JSON.parse(JSON.stringify(foreign).replaceAll('CNY', 'USD')) as typeof foreign;
    const batch = [happened.placed(good), happened.placed(long), 'not an event', inDollars];
    const { batchItemFailures } = await service.consume(batch);
    expect(batchItemFailures).toEqual([]);
    expect(await summary('2026-01-07', 'orders')).toEqual({ orders: 1 });
    const { Messages = [] } = await new SQSClient({}).send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    expect(
      Messages.map(({ MessageAttributes }) => MessageAttributes?.['code']?.StringValue).toSorted(compare),
    ).toEqual(['EVENT_UNREADABLE', 'FACT_NOT_BOOKABLE', 'FOREIGN_CURRENCY']);
  });

  it('applies a batch with one read of its records and one transaction, beside the samples and the archive', async () => {
    const { table } = service;
    const { book } = analyticsOn(dynamoItems(table.client, table.name, ANALYTICS_TABLE));
    // A container that has begun: it knows the generation, and that nothing waits to be carried over.
    await book(happened.placed(orderOf('batch-before', '2026-01-08T09:00:00.000Z')));
    table.meter.take();
    const orders = ['a', 'b', 'c', 'd', 'e'].map((id) => orderOf(`batch-${id}`, '2026-01-08T10:00:00.000Z'));
    await book(...orders.map(happened.placed));
    const used = table.meter.take();
    // Samples of the day and of the month, and the transaction: twice the five orders, five people, ten roll-ups (day
    // and month of the shop, a region, a method, a product, a category), one packed item of the archive, and the mark of
    // the month, whose days are over.
    expect(used).toMatchObject({
      readRequests: 1,
      writeRequests: 3,
      writeUnits: 2 + 2 * (5 + 5 + 10 + 1 + 1),
      scans: 0,
    });
  });

  it('keeps nothing that leads to a person, and the counts when one is erased', async () => {
    const order = orderOf('gone', '2026-01-09T10:00:00.000Z');
    await service.consume([
      happened.registered(order.user, '2026-01-09T09:00:00.000Z'),
      happened.placed(order),
      happened.erased(order.user, '2026-01-09T12:00:00.000Z'),
    ]);
    await service.consume([happened.placed(order)]);
    const client = documentClient();
    const { Items = [] } = await client.send(new ScanCommand({ TableName: service.table.name }));
    client.destroy();
    const text = JSON.stringify(Items);
    for (const trace of [
      `usr_${order.user}`,
      `name-of-${order.user}`,
      'example.com',
      '林美',
      '长乐路',
      '138001',
    ]) {
      expect(text).not.toContain(trace);
    }
    expect(Items.filter(({ erased }) => erased === true)).toMatchObject([{ expiresAt: expect.any(Number) }]);
    expect(await summary('2026-01-09', 'orders,newUsers,activeBuyers')).toEqual({
      orders: 1,
      newUsers: 1,
      activeBuyers: 1,
    });
    const { body } = await service.get(getFunnel, '/analytics/funnel', {
      from: '2026-01-09',
      to: '2026-01-09',
    });
    expect(body.steps.map(({ count }: { count: number }) => count)).toEqual([1, 0, 1, 0, 0, 0]);
  });
});
