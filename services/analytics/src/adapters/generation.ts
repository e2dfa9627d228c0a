import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Generation, GENERATION_KEY } from './keys.ts';

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

/** The generation after a given one: `g2` after `g1`. */
export const nextGeneration = (live: Generation): Generation => `g${Number(live.slice(1)) + 1}`;

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
