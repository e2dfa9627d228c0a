import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudWatchLog } from './cloudwatch-log.ts';
import { follow, type Sources } from './follow.ts';
import { localLog } from './local-log.ts';
import type { SearchLog } from './step.ts';

const [CALL, WEBHOOK, OTHER] = ['a', 'b', 'c'].map((digit) => digit.repeat(32));
const record = (second: number, fields: object, level = 'INFO') => ({
  level,
  timestamp: `2026-11-27T08:00:${String(second).padStart(2, '0')}.000Z`,
  service: 'orders',
  ...fields,
});
const LOG = [
  record(1, { message: 'answered', route: 'placeOrder', statusCode: 201, ms: 20, traceId: CALL }),
  record(2, { message: 'published', type: 'orders.order-placed.v1', eventId: 'ord_1.1', traceId: CALL }),
  record(
    3,
    {
      message: 'a message failed and stays in the queue',
      queue: 'numbering',
      eventId: 'ord_1.1',
      traceId: CALL,
      error: { name: 'Error', message: 'no table', cause: { code: 'ECONNREFUSED', message: 'nobody' } },
    },
    'WARN',
  ),
  record(4, { message: 'handled', queue: 'numbering', eventId: 'ord_1.1', traceId: CALL }),
  record(5, { message: 'answered', route: 'receivePayment', statusCode: 200, ms: 9, traceId: WEBHOOK }),
  record(6, { message: 'a payment failed', orderId: 'ord_1', reason: 'expired-card', traceId: WEBHOOK }),
  record(7, { message: 'answered', route: 'login', statusCode: 500, ms: 9, traceId: OTHER }, 'ERROR'),
];
const LINES = ['no record', ...LOG.map((one) => JSON.stringify(one)), '{"half a record'];

/** Answers as CloudWatch Logs Insights does: a query is started, runs, and has found what its filter says. */
function startInsights(): Promise<Server> {
  const asked: string[] = [];
  let answers = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { queryString } = JSON.parse(body) as { queryString?: string };
      if (queryString !== undefined) {
        asked.push(queryString);
        return response.end(JSON.stringify({ queryId: String(asked.length - 1) }));
      }
      const { queryId } = JSON.parse(body) as { queryId: string };
      answers += 1;
      if (answers % 2 === 1) return response.end(JSON.stringify({ status: 'Running', results: [] }));
      const [, filter = ''] = /@message like \/(.*)\//.exec(asked[Number(queryId)] ?? '') ?? [];
      const found = LINES.filter((line) => new RegExp(filter).test(line));
      const results = found.map((value) => [
        { field: '@log', value: '1:/aws/lambda/cartless-orders-dev-placeOrder' },
        { field: '@message', value: `${value}\n` },
      ]);
      return response.end(JSON.stringify({ status: 'Complete', results }));
    });
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

describe('the way of an order', () => {
  let server: Server;
  let folder: string;
  const logs: Record<string, SearchLog> = {};
  beforeAll(async () => {
    server = await startInsights();
    folder = mkdtempSync(join(tmpdir(), 'cartless-trace-'));
    writeFileSync(join(folder, 'log.jsonl'), LINES.join('\n'));
    logs['the file of a laptop'] = localLog([join(folder, 'gone.jsonl'), join(folder, 'log.jsonl')]);
    logs['CloudWatch'] = cloudWatchLog({
      logs: new CloudWatchLogsClient({
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      }),
      stage: 'dev',
      since: new Date('2026-11-27'),
      until: new Date('2026-11-28'),
    });
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const sourcesOf = (log: string): Sources => ({
    searchLog: (names) => (logs[log] as SearchLog)(names),
    ofOrder: async (name) => (name === 'ord_1' ? { names: ['ord_1'], steps: [] } : { names: [], steps: [] }),
    mailsAbout: async (ids) => ids.map((id) => ({ at: '2026-11-27T08:00:08', place: 'orders', says: id })),
    deadLetters: async () => [],
  });

  it.each(['the file of a laptop', 'CloudWatch'])(
    'is the same by %s, whatever it is asked by',
    async (log) => {
      for (const name of ['ord_1', CALL ?? '']) {
        const { steps, faults } = await follow(name, sourcesOf(log));
        expect(steps.map(({ at, says }) => `${at.slice(17, 19)} ${says}`)).toEqual([
          '01 answered 201 to placeOrder in 20 ms',
          '02 published type=orders.order-placed.v1 eventId=ord_1.1',
          '03 a message failed and stays in the queue queue=numbering eventId=ord_1.1 because: Error: no table, by ECONNREFUSED: nobody',
          '04 handled queue=numbering eventId=ord_1.1',
          '05 answered 200 to receivePayment in 9 ms',
          '06 a payment failed orderId=ord_1 reason=expired-card',
          '08 ord_1.1',
        ]);
        // What a later try made good is none.
        expect(faults.map(({ says }) => says)).toEqual([
          'a payment failed orderId=ord_1 reason=expired-card',
        ]);
      }
    },
  );

  it('says first what holds an order up', async () => {
    const letter = {
      at: '2026-11-27T08:00:00Z',
      place: 'q',
      says: 'lies here',
      fault: { gravity: 3 },
    } as const;
    const sources = { ...sourcesOf('the file of a laptop'), deadLetters: async () => [letter] };
    const { faults } = await follow('ord_1', sources);
    expect(faults.map(({ says }) => says.slice(0, 9))).toEqual(['lies here', 'a payment']);
  });
});
