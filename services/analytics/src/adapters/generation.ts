import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
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
