import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput, DynamoDBClient, TableDescription } from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceKind } from './resource-kind.ts';
import { tableDifferences, tableInput } from './table-shape.ts';
import { isRecord } from './template.ts';

const USED = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'StreamSpecification',
  'TimeToLiveSpecification',
];

/* Tables are always on demand here, and backups, encryption and replicas have no meaning on a laptop. */
const IGNORED = [
  'BillingMode',
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
  'PointInTimeRecoverySpecification',
  'ProvisionedThroughput',
  'Replicas',
  'ResourcePolicy',
  'SSESpecification',
  'TableClass',
  'Tags',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
];

/** `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`. */
export const tableKind: ResourceKind = {
  used: USED,
  ignored: IGNORED,
  async create(logicalId, properties, { dynamodb, tables }) {
    const input = tableInput(logicalId, properties);
    const table = await ensureTable(input, dynamodb);
    await ensureTimeToLive(input.TableName ?? '', properties['TimeToLiveSpecification'], dynamodb);
    const name = table.TableName ?? '';
    const arn = table.TableArn ?? '';
    const stream = table.LatestStreamArn === undefined ? {} : { streamArn: table.LatestStreamArn };
    tables[name] = { arn, ...stream };
    const attributes = {
      Arn: arn,
      ...(stream.streamArn === undefined ? {} : { StreamArn: stream.streamArn }),
    };
    return { ref: name, attributes };
  },
};

async function ensureTable(
  input: CreateTableCommandInput,
  dynamodb: DynamoDBClient,
): Promise<TableDescription> {
  const name = input.TableName ?? '';
  const existing = await describe(name, dynamodb);
  if (existing === undefined) {
    try {
      await dynamodb.send(new CreateTableCommand(input));
    } catch (error) {
      // Another process of this checkout may have been first.
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
  const table = await withIndexes(input, existing ?? (await untilActive(name, dynamodb)), dynamodb);
  const differences = tableDifferences(input, table);
  if (differences.length > 0) {
    throw new Error(
      `table ${name} is already there with other ${differences.join(', ')} than the template says. ` +
        'Stop everything, remove the data folder (.cartless/data) and start again.',
    );
  }
  return table;
}

/** Adds the global indexes that a table from an earlier run lacks, as a deployment does; one at a time, as DynamoDB wants it. */
async function withIndexes(
  { TableName: name = '', AttributeDefinitions, GlobalSecondaryIndexes = [] }: CreateTableCommandInput,
  table: TableDescription,
  dynamodb: DynamoDBClient,
): Promise<TableDescription> {
  const there = new Set(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  let whole = table;
  for (const Create of GlobalSecondaryIndexes.filter(({ IndexName }) => !there.has(IndexName))) {
    try {
      const GlobalSecondaryIndexUpdates = [{ Create }];
      await dynamodb.send(
        new UpdateTableCommand({ TableName: name, AttributeDefinitions, GlobalSecondaryIndexUpdates }),
      );
    } catch (error) {
      // Another process of this checkout may have been first.
      if (!(error instanceof ResourceInUseException) && !isThereAlready(error)) throw error;
    }
    whole = await untilActive(name, dynamodb);
  }
  return whole;
}

const isThereAlready = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && error.message.includes('already exists');

async function untilActive(name: string, dynamodb: DynamoDBClient): Promise<TableDescription> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const table = await describe(name, dynamodb);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    if (table?.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE'))
      return table;
    await sleep(50);
  }
  throw new Error(`Table ${name} did not become active.`);
}

async function describe(name: string, dynamodb: DynamoDBClient): Promise<TableDescription | undefined> {
  try {
    return (await dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function ensureTimeToLive(name: string, wanted: unknown, dynamodb: DynamoDBClient): Promise<void> {
  if (!isRecord(wanted)) return;
  const Enabled = wanted['Enabled'] === true || wanted['Enabled'] === 'true';
  if ((await isTimeToLiveOn(name, dynamodb)) === Enabled) return;
  const TimeToLiveSpecification = { Enabled, AttributeName: wanted['AttributeName'] as string | undefined };
  try {
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  } catch (error) {
    // Another process of this checkout may have been first; DynamoDB refuses to switch on what is on.
    if ((await isTimeToLiveOn(name, dynamodb)) !== Enabled) throw error;
  }
}

async function isTimeToLiveOn(name: string, dynamodb: DynamoDBClient): Promise<boolean> {
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: name }));
  return TimeToLiveDescription?.TimeToLiveStatus?.startsWith('ENABL') ?? false;
}
