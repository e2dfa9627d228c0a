import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { awaitArrival } from './arrival.ts';

type Command = Readonly<{ input: Readonly<{ TableName: string; Item?: object; Key?: object }> }>;

const TABLE = { name: 'cartless-prod-orders', key: ['pk', 'sk'] };
const AT = Date.parse('2026-11-30T08:00:00Z');
const MARK = { pk: `move#${AT}`, sk: `move#${AT}` };

/** A table that keeps items by their keys, and does what is told before each call. */
function tableThat(before: () => void = () => {}) {
  const items = new Map<string, object>();
  const calls: string[] = [];
  const send = ({ constructor, input }: Command) => {
    before();
    calls.push(`${constructor.name} ${input.TableName}`);
    if (input.Item !== undefined) items.set(JSON.stringify(MARK), input.Item);
    const name = JSON.stringify(input.Key);
    const Item = items.get(name);
    if (constructor.name === 'DeleteCommand') items.delete(name);
    return Promise.resolve({ Item });
  };
  return { items, calls, client: { send } as unknown as DynamoDBDocumentClient };
}

describe('what was written last in one region', () => {
  let from: ReturnType<typeof tableThat>;
  beforeEach(() => {
    from = tableThat();
  });

  it('is waited for in the other, and leaves nothing', async () => {
    let looks = 0;
    const to = tableThat(() => {
      looks += 1;
      const [mark] = from.items.values();
      if (looks === 3 && mark !== undefined) to.items.set(JSON.stringify(MARK), mark);
    });
    await awaitArrival({ from: from.client, to: to.client }, TABLE, { look: 1, at: AT });
    expect(from.calls).toEqual(['PutCommand cartless-prod-orders']);
    // Where its deletion does not come back to, it expires.
    expect([...from.items.values()]).toEqual([{ ...MARK, expiresAt: AT / 1000 + 86_400 }]);
    expect(to.calls).toEqual([
      ...Array.from({ length: 3 }, () => 'GetCommand cartless-prod-orders'),
      'DeleteCommand cartless-prod-orders',
    ]);
    expect(to.items.size).toBe(0);
  });

  it('that does not come is not waited for without end, and it is said what to do', async () => {
    const to = tableThat();
    const waiting = awaitArrival({ from: from.client, to: to.client }, TABLE, { look: 1, most: 4, at: AT });
    await expect(waiting).rejects.toThrow(
      'What was written to cartless-prod-orders does not come to the other region. When the region is lost, say --lost',
    );
    expect(to.calls).toHaveLength(4);
  });
});
