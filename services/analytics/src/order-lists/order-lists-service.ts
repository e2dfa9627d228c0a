import type { OrderStatus, PaymentMethod } from '@cartless/domain';
import { orderFactStore } from './order-facts-store.ts';
import { listOrders } from './list-orders.ts';
import { lazy } from '@cartless/lambda';
import type { Ground } from '../ground.ts';
import { ground } from '../service.ts';
import { instantOf } from '../calendar/slot.ts';
import { type KnownOrder, statusOf } from '../facts/order-state.ts';
import { boundsOf, periodOf } from '../calendar/period.ts';

type Asked = Readonly<{
  from?: string | undefined;
  to?: string | undefined;
  tz?: string | undefined;
  productId?: string | undefined;
  category?: string | undefined;
  region?: string | undefined;
  paymentMethod?: PaymentMethod | undefined;
  status?: OrderStatus | undefined;
  minTotal?: number | undefined;
  maxTotal?: number | undefined;
}>;

/** Lists of orders as the query asks for them, wired, in the shape that the API shows. */
export function listing(own: Ground) {
  const list = listOrders({ orders: orderFactStore(own) });
  return async (
    { from, to, tz, productId: product, ...filter }: Asked,
    cursor: string | undefined,
    limit: number,
  ) => {
    const period = periodOf({ from, to, tz }, own.now());
    const range = { from: instantOf(period.from), to: instantOf(period.to) };
    const { items, nextCursor } = await list({ ...filter, ...range, product }, cursor, limit);
    return { ...boundsOf(period), items: items.map((order) => shown(order, own.currency)), nextCursor };
  };
}

export const orderLists = /* @__PURE__ */ lazy(() => listing(ground()));

const shown = (order: KnownOrder, currency: string) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber ?? null,
  status: statusOf(order),
  placedAt: order.placedAt,
  paidAt: order.paidAt ?? null,
  total: { amount: order.total, currency },
  refunded: { amount: order.refunded, currency },
  units: order.units,
  region: order.region,
  paymentMethod: order.paymentMethod,
  products: [...order.products],
  categories: [...order.categories],
});
