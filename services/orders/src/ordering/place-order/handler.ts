import { apiHandler, lazy, log, readConfig, reply } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { TermsConfig, termsIn } from '../../config.ts';
import { ground, orders } from '../../service.ts';
import { showOrder } from '../order-body.ts';
import { placing } from '../ordering-service.ts';
import { route } from './route.ts';
import { isoOrNull } from '../../iso.ts';

const place = /* @__PURE__ */ lazy(() => {
  const terms = termsIn(readConfig(TermsConfig));
  return placing(ground(), terms, orders(), (userId, { code, details }) => {
    log.warn('an order was refused by the limits of its shopper', { userId, code, ...details });
    publishCount('OrdersOverLimit', 1);
  });
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
