import { transactWrite } from '@cartless/dynamodb';
import type { BookMovement } from '../application/ports.ts';
import type { Draw } from '../domain/order.ts';
import { stockKey } from './keys.ts';
import { toMovementItem } from './movement-item.ts';
import type { Store, TransactItem } from './store.ts';

/**
 * Writes an entry of the ledger and the buckets it concerns, all or nothing.
 * @param parts how many units each bucket gains (or loses, when negative)
 */
export const bookMovement =
  (store: Store): BookMovement =>
  async (productId, movement, parts) => {
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
  };

const bucketUpdate = ({ table }: Store, productId: string, { bucket, quantity }: Draw): TransactItem => ({
  Update: {
    TableName: table,
    Key: stockKey(productId, bucket),
    UpdateExpression: 'ADD n :units',
    ConditionExpression: 'n >= :least',
    ExpressionAttributeValues: { ':units': quantity, ':least': Math.max(0, -quantity) },
  },
});
