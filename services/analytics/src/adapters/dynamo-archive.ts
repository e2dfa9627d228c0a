import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Archive } from '../application/ports.ts';
import type { Fact } from '../domain/fact.ts';
import { ARCHIVE_DAYS, archivePartition } from './keys.ts';
import { pack, unpack } from './packed.ts';

type Setting = Readonly<{ client: DynamoDBDocumentClient; table: string; now?: () => number }>;

/** Keeps facts in one packed item per batch, under the day of their arrival. */
export function dynamoArchive({ client, table, now = Date.now }: Setting): Archive {
  let listedDay = '';
  const put = (Item: Readonly<Record<string, unknown>>) =>
    client.send(new PutCommand({ TableName: table, Item }));
  return {
    async keep(facts) {
      const at = new Date(now()).toISOString();
      const day = at.slice(0, 10);
      if (day !== listedDay) await put({ pk: ARCHIVE_DAYS, sk: day });
      listedDay = day;
      await put({ pk: archivePartition(day), sk: `${at}#${randomUUID()}`, facts: pack(facts) });
    },
  };
}

/** The days on which facts arrived, from the first on. */
export async function archivedDays({ client, table }: Setting): Promise<string[]> {
  const days: string[] = [];
  for await (const { sk } of itemsOf(client, table, ARCHIVE_DAYS)) days.push(String(sk));
  return days;
}

/** The facts that arrived on a day, batch by batch. */
export async function* archivedFacts(
  { client, table }: Setting,
  day: string,
): AsyncGenerator<readonly Fact[]> {
  for await (const { facts } of itemsOf(client, table, archivePartition(day))) yield unpack<Fact[]>(facts);
}

async function* itemsOf(
  client: DynamoDBDocumentClient,
  table: string,
  partition: string,
): AsyncGenerator<Record<string, unknown>> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partition },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
