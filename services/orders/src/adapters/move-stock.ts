import { transactWrite } from '@cartless/dynamodb';
import type { Draw } from '../domain/order.ts';
import { stockKey } from './keys.ts';
import { type Movement, toMovementItem } from './movement-item.ts';
import type { Item, Store, TransactItem } from './store.ts';

export type Moved = Readonly<
  { outcome: 'moved' } | { outcome: 'known'; units: number; reason: string } | { outcome: 'short' }
>;

/**
 * Writes an entry of the ledger and the buckets it concerns, all or nothing.
 * @param parts how many units each bucket gains (or loses, when negative)
 */
export async function moveStock(
  store: Store,
  productId: string,
  movement: Movement,
  parts: readonly Draw[],
): Promise<Moved> {
  const outcome = await transactWrite(store.client, [
    {
      Put: {
        TableName: store.table,
        Item: toMovementItem(productId, movement),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    ...parts.filter(({ quantity }) => quantity !== 0).map((part) => bucketUpdate(store, productId, part)),
  ]);
  if (outcome.ok) return { outcome: 'moved' };
  const known = outcome.refusals.find(({ index }) => index === 0)?.item;
  if (known === undefined) return { outcome: 'short' };
  return { outcome: 'known', units: known['d'] as number, reason: known['r'] as string };
}

const bucketUpdate = ({ table }: Store, productId: string, { bucket, quantity }: Draw): TransactItem => ({
  Update: {
    TableName: table,
    Key: stockKey(productId, bucket),
    UpdateExpression: 'ADD n :units',
    ConditionExpression: 'n >= :least',
    ExpressionAttributeValues: { ':units': quantity, ':least': Math.max(0, -quantity) },
  },
});
