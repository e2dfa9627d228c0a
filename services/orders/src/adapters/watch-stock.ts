import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { outboxEntry, StockLow } from '@cartless/domain';
import { Busy, conditional } from '@cartless/dynamodb';
import { availabilityOf } from '../domain/product.ts';
import { productKey } from './keys.ts';
import { readProduct } from './read-product.ts';
import type { Store } from './store.ts';

const ATTEMPTS = 5;

/**
 * Brings the availability that the catalogue shows up to date with the stock, and tells when it became low. The
 * catalogue lags behind by the stream's delay; whether something can be bought is decided by the stock alone.
 */
export async function watchStock(store: Store, productId: string, at: number): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { product, available } = await readProduct(store)(productId);
    const availability = availabilityOf(available, product.lowAt);
    if (availability === product.availability) return;
    const version = product.version + 1;
    const data = { productId: product.productId, available, threshold: product.lowAt };
    const event = { subject: productId, sequence: version, time: new Date(at).toISOString(), data };
    const fell = product.availability === 'in-stock';
    const outcome = await conditional(
      store.client.send(
        new UpdateCommand({
          TableName: store.table,
          Key: productKey(productId),
          UpdateExpression: 'SET av = :availability, v = :version, outbox = :outbox',
          ConditionExpression: 'v = :before',
          ExpressionAttributeValues: {
            ':availability': availability,
            ':version': version,
            ':before': product.version,
            ':outbox': fell ? [outboxEntry(StockLow, event)] : [],
          },
        }),
      ),
    );
    if (outcome.ok) return;
  }
  throw Busy();
}
