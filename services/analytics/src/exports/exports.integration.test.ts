import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { provision } from '@cartless/local-aws';
import { asFunction, queueEvent, setEnvironment } from '@cartless/testing';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened } from '../../test/shop-events.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import type { OrderFact } from '../facts/fact.ts';
import { orderItem } from '../facts/ledger-items.ts';
import { afterOrderFact, type OrderState } from '../facts/order-state.ts';
import { readFact } from '../facts/read-fact.ts';
import { handler as exportCsv } from '../files/export-csv/handler.ts';
import { handler as exportXlsx } from '../files/export-xlsx/handler.ts';
import { handler as getExport } from './get-export/handler.ts';
import { handler as writeExport } from './write-export/handler.ts';

const SERVICE = join(import.meta.dirname, '../..');
/** More than one answer holds, and than a worker gathers at a time. */
const ORDERS = 5200;
const MAY = { from: '2026-05-01', to: '2026-05-31', tz: 'Asia/Shanghai', report: 'orders' };

describe('a report that is too long for one answer', () => {
  const sqs = new SQSClient({});
  let service: TestService;
  let queueUrl = '';
  beforeAll(async () => {
    service = await startService();
    const [dynamodb = '', messaging = ''] = ['DYNAMODB', 'S3'].map(
      (name) => process.env[`AWS_ENDPOINT_URL_${name}`],
    );
    const BucketName = `test-exports-${randomUUID()}`;
    await provision(
      { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName } } },
      { dynamodb, messaging },
    );
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: `test-exports-${randomUUID()}` }),
    );
    queueUrl = `${messaging}${new URL(QueueUrl).pathname}`;
    setEnvironment({ EXPORTS_BUCKET: BucketName, EXPORTS_QUEUE_URL: queueUrl });
    const line = { product: 'pen', quantity: 1, price: 500 };
    const items = dynamoItems(service.table.client, service.table.name, ANALYTICS_TABLE);
    const orders = Array.from({ length: ORDERS }, (_, i) => {
      const at = new Date(Date.UTC(2026, 4, 10) + i * 60_000).toISOString();
      const fact = readFact(
        happened.placed({ id: `o${i}`, user: 'mei', at, lines: [line] }),
        'CNY',
      ) as OrderFact;
      return orderItem('g1', afterOrderFact(undefined, fact) as OrderState);
    });
    await items.putMany(orders);
  });
  afterAll(async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    sqs.destroy();
    await service.table.drop();
  });

  /** Works through the service's queue as Lambda does. */
  async function work(): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 5 }),
    );
    for (const { Body = '' } of Messages)
      expect(await asFunction(SERVICE, 'writeExport', () => writeExport(queueEvent([Body])))).toEqual({
        batchItemFailures: [],
      });
  }

  it.each([
    ['csv', exportCsv],
    ['xlsx', exportXlsx],
  ])('is one file all the same, behind redirects: %s', async (format, handler) => {
    const begun = await service.get(handler, `/analytics/export.${format}`, MAY);
    expect(begun).toMatchObject({ status: 303, text: '' });
    const waiting = String(begun.headers['location']);
    expect(waiting).toMatch(/^\/analytics\/exports\/exp_[0-9a-f]{24}$/);
    const params = { exportId: waiting.slice(waiting.lastIndexOf('/') + 1) };
    await work();
    const ready = await service.get(getExport, waiting, {}, ['shop', 'admin'], params);
    expect(ready.status).toBe(303);
    const file = await fetch(String(ready.headers['location']));
    expect([file.status, file.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="orders-2026-05-01-to-2026-05-31-Asia-Shanghai.${format}"`,
    ]);
    const bytes = await file.bytes();
    if (format === 'xlsx') return expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK');
    const [, ...lines] = Buffer.from(bytes).toString('utf8').trimEnd().split('\r\n');
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(ORDERS);
    expect(lines[0]).toContain('2026-05-13T22:39:00+08:00');
  });

  it('is not known by another name, nor to who may not read reports', async () => {
    const params = { exportId: `exp_${'0'.repeat(24)}` };
    const path = `/analytics/exports/${params.exportId}`;
    const unknown = await service.get(getExport, path, {}, ['shop', 'admin'], params);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'EXPORT_UNKNOWN']);
    const shopper = await service.get(getExport, path, {}, ['shop'], params);
    expect(shopper.status).toBe(403);
  });
});
