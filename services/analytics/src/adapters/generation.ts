import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Generation, GENERATION_KEY, REBUILD_KEY } from './keys.ts';

/** The generation of a table that was never rebuilt. */
const FIRST: Generation = 'g1';

/** How long a container may work with the generation it read, in milliseconds. A rebuild waits longer than this. */
export const GENERATION_LEASE_MS = 10_000;

/** Reads which generation is live, at most once per lease. */
export function liveGeneration(
  client: DynamoDBDocumentClient,
  table: string,
  now: () => number = Date.now,
): () => Promise<Generation> {
  let known: Generation = FIRST;
  let until = 0;
  return async () => {
    if (now() < until) return known;
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: GENERATION_KEY, ConsistentRead: true }),
    );
    known = (Item?.['live'] as Generation | undefined) ?? FIRST;
    until = now() + GENERATION_LEASE_MS;
    return known;
  };
}

/**
 * Takes a generation that nothing was ever booked into: not the one that an interrupted rebuild has left half grown,
 * whose bookings may come from an older release.
 */
export async function freshGeneration(
  client: DynamoDBDocumentClient,
  table: string,
  live: Generation,
): Promise<Generation> {
  const last = Math.max(numberOf(live), numberOf((await lastStarted(client, table)) ?? live));
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: REBUILD_KEY,
      UpdateExpression: 'SET #last = :next',
      // Two rebuilds that start at once would otherwise share a generation.
      ConditionExpression: 'attribute_not_exists(pk) OR #last <= :last',
      ExpressionAttributeNames: { '#last': 'last' },
      ExpressionAttributeValues: { ':next': last + 1, ':last': last },
    }),
  );
  return `g${last + 1}`;
}

/** The generation that an interrupted rebuild has left half grown. @throws Error when there is none */
export async function interruptedGeneration(
  client: DynamoDBDocumentClient,
  table: string,
  live: Generation,
): Promise<Generation> {
  const last = await lastStarted(client, table);
  if (last !== undefined && numberOf(last) > numberOf(live)) return last;
  throw new Error(`No rebuild was interrupted since ${live} went live. Start one without --continue.`);
}

async function lastStarted(client: DynamoDBDocumentClient, table: string): Promise<Generation | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: REBUILD_KEY, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : `g${String(Item['last'])}`;
}

const numberOf = (generation: Generation): number => Number(generation.slice(1));

/** Makes a generation the live one. @throws ConditionalCheckFailedException when somebody else swapped meanwhile */
export async function goLive(
  client: DynamoDBDocumentClient,
  table: string,
  from: Generation,
  to: Generation,
): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: table,
      Item: { ...GENERATION_KEY, live: to, previous: from, since: new Date().toISOString() },
      ConditionExpression: 'attribute_not_exists(pk) OR live = :from',
      ExpressionAttributeValues: { ':from': from },
    }),
  );
}
