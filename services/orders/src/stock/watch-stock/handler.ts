import { lazy, log } from '@cartless/lambda';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { productNearLow } from './stock-change-item.ts';
import { watchStock } from '../watch-stock.ts';
import { ground } from '../../service.ts';
import { productPorts } from '../../catalogue/catalogue-service.ts';

const watch = /* @__PURE__ */ lazy(() => watchStock(productPorts(ground())));

/** From the first record whose product could not be looked at on, Lambda hands the batch over again. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const seen = new Set<string>();
  for (const record of Records) {
    const productId = productNearLow(record);
    if (productId === undefined || seen.has(productId)) continue;
    try {
      await watch()(productId);
      seen.add(productId);
    } catch (error) {
      log.error('the availability of a product could not be brought up to date', { productId, error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
