import { type Refusal, transactWrite } from '@cartless/dynamodb';
import type { CommitPlacement, StockAnswer } from '../application/ports.ts';
import type { Order } from '../domain/order.ts';
import { stockKey } from './keys.ts';
import { outboxOf } from './order-events.ts';
import { fromOrderItem, toOrderItem } from './order-item.ts';
import type { Item, Store, TransactItem } from './store.ts';

type Taken = Readonly<{
  productId: string;
  bucket: number;
  quantity: number;
  amount: number;
  currency: string;
}>;

/**
 * Writes a new order and takes its units, all or nothing. Each bucket's condition checks that the thing is sold, at
 * that price, and that there are enough; a refusal brings the current figures along, so nothing is read again.
 */
export const commitPlacement =
  (store: Store): CommitPlacement =>
  async (order) => {
    const taken = order.lines.flatMap(({ productId, unitPrice, draws }) =>
      draws.map((draw) => ({ productId, ...draw, ...unitPrice })),
    );
    const outcome = await transactWrite(store.client, [
      orderPut(store, order),
      ...taken.map((part) => stockUpdate(store, part)),
    ]);
    if (outcome.ok) return { outcome: 'placed' };
    const stored = outcome.refusals.find(({ index }) => index === 0)?.item;
    if (stored !== undefined) return { outcome: 'known', order: fromOrderItem(stored) };
    return { outcome: 'refused', answers: outcome.refusals.map((refusal) => stockAnswer(refusal, taken)) };
  };

const orderPut = ({ table }: Store, order: Order): TransactItem => ({
  Put: {
    TableName: table,
    Item: {
      ...toOrderItem(order),
      outbox: outboxOf({ order, facts: ['order-placed'], releases: [] }, order.placedAt),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const stockUpdate = (
  { table }: Store,
  { productId, bucket, quantity, amount, currency }: Taken,
): TransactItem => ({
  Update: {
    TableName: table,
    Key: stockKey(productId, bucket),
    UpdateExpression: 'SET n = n - :units',
    ConditionExpression: 'act = :active AND p = :amount AND c = :currency AND n >= :units',
    ExpressionAttributeValues: {
      ':units': quantity,
      ':active': true,
      ':amount': amount,
      ':currency': currency,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

function stockAnswer({ index, item }: Refusal, taken: readonly Taken[]): StockAnswer {
  const part = taken[index - 1];
  const { n, p, c, act } = (item ?? {}) as { n: number; p: number; c: string; act: boolean };
  return {
    productId: part?.productId ?? '',
    bucket: part?.bucket ?? 0,
    found: item && ({ available: n, amount: p, currency: c, active: act } satisfies Item),
  };
}
