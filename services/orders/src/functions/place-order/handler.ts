import { apiHandler, readConfig, reply } from '@cartless/lambda';
import { commitPlacement } from '../../adapters/commit-placement.ts';
import { readBuckets } from '../../adapters/read-buckets.ts';
import { readCatalogue } from '../../adapters/read-catalogue.ts';
import { showOrder } from '../../api/order-shape.ts';
import { placeOrder } from '../../application/place-order.ts';
import { TermsConfig } from '../../config.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const place = /* @__PURE__ */ lazy(() => {
  const { CURRENCY, PAY_WITHIN_SECONDS, SHIPPING_RULES } = readConfig(TermsConfig);
  return placeOrder({
    readCatalogue: readCatalogue(store()),
    commit: commitPlacement(store()),
    readBuckets: readBuckets(store()),
    terms: { currency: CURRENCY, payWithinMs: PAY_WITHIN_SECONDS * 1000, shipping: SHIPPING_RULES },
    now,
    random: Math.random,
  });
});

export const handler = apiHandler(route, async ({ body, headers }, { caller, locale }) => {
  const command = { ...body, userId: caller.userId, idempotencyKey: headers['idempotency-key'], locale };
  const { order, replayed } = await place()(command);
  // A repeated request gets what the first one got, whatever happened to the order since.
  const answer = { ...showOrder(order), status: 'placed' as const, orderNumber: null };
  return reply(answer, {
    location: `/orders/${order.orderId}`,
    ...(replayed && { 'idempotent-replayed': 'true' }),
  });
});
