import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { Busy } from '@cartless/dynamodb';
import type { Store } from './table-store.ts';
import type { Item } from '../accounts/user-item.ts';

const ATTEMPTS = 4;
const PAUSE_MS = 25;

/**
 * Reads up to 100 items in one request, in no order. DynamoDB may leave some out when it is throttled; those are asked for
 * again, because an item that was not read must never look like one that is not there.
 *
 * @throws AppError BUSY when some could not be read after all
 */
export async function readItems(
  { client, table }: Store,
  ids: readonly string[],
  { consistent }: Readonly<{ consistent: boolean }>,
): Promise<Item[]> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  const items: Item[] = [];
  let wanted: BatchGetCommandInput['RequestItems'] = {
    [table]: { Keys: keys, ...(consistent && { ConsistentRead: true }) },
  };
  for (let attempt = 0; attempt < ATTEMPTS && keys.length > 0; attempt += 1) {
    const answer: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: wanted }));
    const { Responses, UnprocessedKeys = {} } = answer;
    items.push(...(Responses?.[table] ?? []));
    if (Object.keys(UnprocessedKeys).length === 0) return items;
    wanted = UnprocessedKeys;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** attempt));
  }
  if (keys.length === 0) return [];
  throw Busy({ details: { retryAfter: 1 } });
}
