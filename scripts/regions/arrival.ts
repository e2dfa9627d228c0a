import { setTimeout as pause } from 'node:timers/promises';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '@cartless/aggregate';

/** A table, and the attributes of its key. */
export type Copied = Readonly<{ name: string; key: readonly string[] }>;

const LOOK_MS = 1000;
const DAY_SECONDS = 86_400;

/**
 * Waits until what was written to a table in one region has come to another: an item that is written last is looked for there. Items come
 * each for itself, so this is a good sign and no proof; the repair looks for the rest.
 *
 * @param most how many times it is looked for, a second apart
 * @throws Error when it has not come by then
 */
export async function awaitArrival(
  { from, to }: Readonly<{ from: DynamoDBDocumentClient; to: DynamoDBDocumentClient }>,
  { name: TableName, key }: Copied,
  {
    most = 600,
    look = LOOK_MS,
    at = Date.now(),
  }: Readonly<{ most?: number; look?: number; at?: number }> = {},
): Promise<void> {
  const Key: Key = Object.fromEntries(key.map((part) => [part, `move#${at}`]));
  const expiresAt = Math.floor(at / 1000) + DAY_SECONDS;
  await from.send(new PutCommand({ TableName, Item: { ...Key, expiresAt } }));
  for (let looked = 0; looked < most; looked += 1) {
    const { Item } = await to.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (Item !== undefined) {
      await to.send(new DeleteCommand({ TableName, Key }));
      return;
    }
    await pause(look);
  }
  throw new Error(
    `What was written to ${TableName} does not come to the other region. When the region is lost, say --lost: what had not come is then missing.`,
  );
}
