import type { OrderNumber } from '@cartless/domain';
import { transactWrite } from '@cartless/dynamodb';
import type { Change } from '../domain/change-order.ts';
import type { Order } from '../domain/order.ts';
import { orderPut } from './change-order.ts';
import { numberKey } from './keys.ts';
import type { Store } from './store.ts';

/** Writes an order with its number and, in the same transaction, the item that makes the number its own. */
export const claimNumber =
  (store: Store) =>
  async (before: Order, change: Change, number: OrderNumber, at: number): Promise<boolean> => {
    const outcome = await transactWrite(store.client, [
      { Put: orderPut(store, before, change, at) },
      {
        Put: {
          TableName: store.table,
          Item: { ...numberKey(number), id: before.orderId },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]);
    return outcome.ok;
  };
