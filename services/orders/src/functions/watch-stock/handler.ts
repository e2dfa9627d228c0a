import type { DynamoDBStreamEvent } from 'aws-lambda';
import { productsNearLow } from '../../adapters/stock-changes.ts';
import { watchStock } from '../../adapters/watch-stock.ts';
import { now, store } from '../../container.ts';

/** A failure makes Lambda hand over the batch again, in halves; looking twice changes nothing. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  const productIds = productsNearLow(Records);
  await Promise.all(productIds.map((productId) => watchStock(store(), productId, now().getTime())));
}
