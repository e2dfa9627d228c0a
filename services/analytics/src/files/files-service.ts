import { lazy } from '@cartless/lambda';
import { orderLists } from '../order-lists/order-lists-service.ts';
import { summaries } from '../reports/reports-service.ts';
import { ground } from '../service.ts';
import { csvFiles } from './csv-files.ts';

/** Reports as files. */
export const files = /* @__PURE__ */ lazy(() =>
  csvFiles({
    summaries: summaries(),
    orderLists: orderLists(),
    currency: ground().currency,
    now: ground().now,
  }),
);
