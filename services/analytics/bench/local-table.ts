import { setEnvironment, testTable, type TestTable } from '@cartless/testing';
import { freePort } from '../../../test/free-port.ts';
import { startDynamodb } from '../../../packages/local-aws/src/emulators/dynamodb.ts';

/** Starts a DynamoDB Local for a bench and tells the SDK where it is. */
export async function startTables(): Promise<
  Readonly<{ table(): Promise<TestTable>; stop(): Promise<void> }>
> {
  const dynamodb = await startDynamodb({ port: await freePort(), log: () => undefined });
  setEnvironment({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_SQS: 'http://localhost:1',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    CURRENCY: 'CNY',
    ROLL_UP_SHARDS: '4',
  });
  return {
    table: () =>
      testTable(new URL('../infra/tables.yml', import.meta.url), 'AnalyticsTable', { stream: true }),
    stop: () => dynamodb.stop(),
  };
}
