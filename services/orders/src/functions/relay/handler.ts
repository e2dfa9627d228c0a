import { ProductChanged, StockLow } from '@cartless/domain';
import { publishes, streamRelay } from '@cartless/lambda';
import { ORDER_PUBLICATIONS } from '../../adapters/order-events.ts';
import { toProductChanged } from '../../adapters/product-events.ts';

export const handler = streamRelay(
  ...ORDER_PUBLICATIONS,
  publishes(ProductChanged, toProductChanged),
  publishes(StockLow),
);
