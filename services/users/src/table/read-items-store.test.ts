import { describe, expect, it } from '@jest/globals';
import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readItems } from './read-items-store.ts';

type Keys = readonly { id: string }[];

/** A DynamoDB that is throttled: it reads one item at a time and leaves the rest for later. */
function throttled(patience: number) {
  let requests = 0;
  const send = ({ input }: BatchGetCommand) => {
    requests += 1;
    const [first, ...rest] = (input.RequestItems?.['users']?.Keys ?? []) as unknown as Keys;
    const left = requests > patience ? [first, ...rest] : rest;
    return Promise.resolve({
      Responses: { users: requests > patience ? [] : [first] },
      UnprocessedKeys: left.length === 0 ? {} : { users: { Keys: left, ConsistentRead: true } },
    });
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, table: 'users' };
}
const read = (patience: number, ids: readonly string[]) =>
  readItems(throttled(patience), ids, { consistent: true });

describe('readItems', () => {
  it('asks again for what DynamoDB left out', async () => {
    expect(await read(9, ['a', 'b', 'c'])).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  it('fails rather than call an item missing that was not read', async () => {
    await expect(read(1, ['a', 'b'])).rejects.toMatchObject({ code: 'BUSY', details: { retryAfter: 1 } });
  });

  it('asks for nothing when nothing is wanted', async () => {
    expect(await read(0, [])).toEqual([]);
  });
});
