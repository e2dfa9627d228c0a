import { apiHandler, lazy, readConfig, reply } from '@cartless/lambda';
import { TermsConfig } from '../../config.ts';
import { ground } from '../../service.ts';
import { showOrder } from '../order-body.ts';
import { placing } from '../ordering-service.ts';
import { route } from './route.ts';
import { isoOrNull } from '../../iso.ts';

const place = /* @__PURE__ */ lazy(() => {
  const { CURRENCY, PAY_WITHIN_SECONDS, SHIPPING_RULES, TAX_RULES } = readConfig(TermsConfig);
  const payWithinMs = PAY_WITHIN_SECONDS * 1000;
  return placing(ground(), { currency: CURRENCY, payWithinMs, shipping: SHIPPING_RULES, tax: TAX_RULES });
});

export const handler = apiHandler(route, async ({ body, headers }, { caller, locale }) => {
  const command = { ...body, userId: caller.userId, idempotencyKey: headers['idempotency-key'], locale };
  const { order, replayed } = await place()(command);
  // A repeated request gets what the first one got, whatever happened to the order since.
  const first =
    order.total === 0
      ? { status: 'paid' as const }
      : { status: 'placed' as const, orderNumber: null, payBy: isoOrNull(order.payBy) };
  const answer = { ...showOrder(order), ...first };
  return reply(answer, {
    location: `/orders/${order.orderId}`,
    ...(replayed && { 'idempotent-replayed': 'true' }),
  });
});
