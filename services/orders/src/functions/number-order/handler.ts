import { OrderPlaced } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { claimNumber } from '../../adapters/claim-number.ts';
import { numberOrder } from '../../application/number-order.ts';
import { orders, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const number = /* @__PURE__ */ lazy(() =>
  numberOrder({
    ...orders,
    claim: claimNumber(store()),
    random: () => crypto.getRandomValues(new Uint8Array(8)),
  }),
);

export const handler = queueHandler(on(OrderPlaced, ({ data }) => number()(data.orderId)));
