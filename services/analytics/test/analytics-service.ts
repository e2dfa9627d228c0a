import { join } from 'node:path';
import type { DomainEvent } from '@cartless/domain';
import {
  apiEvent,
  asFunction,
  lambdaContext,
  queueEvent,
  testTable,
  type TestTable,
  setEnvironment,
} from '@cartless/testing';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
  SQSBatchResponse,
} from 'aws-lambda';
import { handler as consume } from '../src/facts/consume-events/handler.ts';

const SERVICE = join(import.meta.dirname, '..');

type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The service's handlers on a table of their own. */
export type TestService = Readonly<{
  table: TestTable;
  /** Delivers events in one batch. */
  consume(events: readonly (DomainEvent | string)[]): Promise<SQSBatchResponse>;
  /** Calls a GET route as an administrator. */
  get(
    handler: ApiHandler,
    path: string,
    query?: Record<string, string>,
    scopes?: readonly string[],
    params?: Record<string, string>,
  ): Promise<Answer>;
}>;
export type Answer = Readonly<{ status: number; body: any; text: string; headers: Record<string, unknown> }>; // oxlint-disable-line typescript/no-explicit-any -- tests look into JSON

/** Makes the table and points the handlers of this process at it. Once per test file. */
export async function startService(): Promise<TestService> {
  const table = await testTable(new URL('../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  setEnvironment({
    DB_TABLE_ANALYTICS: table.name,
    CURRENCY: 'CNY',
    ROLL_UP_SHARDS: '2',
    POWERTOOLS_SERVICE_NAME: 'analytics',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  return {
    table,
    consume: (events) =>
      asFunction(SERVICE, 'consumeEvents', () => consume(queueEvent(events), lambdaContext())),
    async get(handler, path, query = {}, scopes = ['shop', 'admin'], params = {}) {
      const call = apiEvent({ method: 'GET', path, query, params, caller: { userId: 'usr_admin', scopes } });
      const {
        statusCode = 0,
        body = '',
        headers = {},
      } = await asFunction(SERVICE, handler.name, () => handler(call, lambdaContext()));
      return {
        status: statusCode,
        text: body,
        body: body.startsWith('{') ? JSON.parse(body) : undefined,
        headers,
      };
    },
  };
}
