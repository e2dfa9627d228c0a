import { lazy, log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { productReader } from '../../catalogue/product-reader.ts';
import { ground } from '../../service.ts';
import { countStock } from '../count-stock.ts';
import { stockCountStore } from '../stock-count.ts';

const counting = /* @__PURE__ */ lazy(() => {
  const { items, now } = ground();
  return countStock({
    items,
    products: productReader(items),
    counts: stockCountStore(items),
    now,
    failed: (productId, error) => log.error('the stock of a product could not be told', { productId, error }),
  });
});

export const handler = taskHandler('count-stock', async () => {
  const counts = await counting()();
  publishCount('StockCountsFailed', counts.failed);
  return counts;
});
