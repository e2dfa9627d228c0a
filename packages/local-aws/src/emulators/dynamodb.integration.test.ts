import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREDENTIALS, REGION } from '../local-account.ts';
import { sparePort } from '../spare-ports.ts';
import { startDynamodb } from './dynamodb.ts';

const folder = mkdtempSync(join(tmpdir(), 'cartless-dynamodb-'));
const log = (): void => undefined;

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clientFor = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });

test('data kept in a folder is there after a restart', async () => {
  const port = await sparePort();
  const first = await startDynamodb({ port, dataDir: folder, log });
  const client = clientFor(first.url);
  await client.send(
    new CreateTableCommand({
      TableName: 'kept',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await client.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'a' }, n: { N: '1' } } }));
  await first.stop();

  const second = await startDynamodb({ port, dataDir: folder, log });
  const found = await client.send(new GetItemCommand({ TableName: 'kept', Key: { pk: { S: 'a' } } }));
  client.destroy();
  await second.stop();
  expect(found.Item?.['n']).toEqual({ N: '1' });
});

test('a killed emulator is noticed, with its last log lines', async () => {
  const port = await sparePort();
  const noticed = Promise.withResolvers<readonly string[]>();
  const emulator = await startDynamodb({ port, log, onExit: noticed.resolve });
  const [pid] = execFileSync('pgrep', ['-f', `^java .*-port ${port} `], { encoding: 'utf8' }).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  expect((await noticed.promise).join('\n')).toContain('DynamoDB Local');
  await emulator.stop();
});

test('a missing Java is explained', async () => {
  const start = startDynamodb({ port: await sparePort(), log }, { JAVA_HOME: join(folder, 'no-java') });
  await expect(start).rejects.toThrow(/needs Java 11 or newer.*CARTLESS_DYNAMODB_ENDPOINT/s);
});
