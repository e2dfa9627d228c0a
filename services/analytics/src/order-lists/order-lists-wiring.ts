import type { OrderStatus, PaymentMethod } from '@cartless/domain';
import { orderFactStore } from './order-facts-store.ts';
import { listOrders } from './list-orders.ts';
import { lazy } from '@cartless/lambda';
import { place, settings } from '../service.ts';
import { instantOf } from '../calendar/hour.ts';
import { type OrderState, statusOf } from '../facts/order-state.ts';
import { readPeriod } from '../calendar/period.ts';
import { zoneOf } from '../calendar/zone.ts';

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

/** Lists orders as the query asks, in the shape that the API shows. */
export const orderLists = lazy(() => {
  const list = listOrders({ orders: orderFactStore(place()) });
  const { CURRENCY: currency } = settings();
  return async (
    { from, to, tz = 'UTC', productId, ...rest }: Asked,
    cursor: string | undefined,
    limit: number,
  ) => {
    const period = readPeriod(zoneOf(tz), { from, to }, new Date());
    const range = { from: instantOf(period.from), to: instantOf(period.to) };
    const filter = {
      status: rest.status,
      category: rest.category,
      region: rest.region,
      paymentMethod: rest.paymentMethod,
      minTotal: rest.minTotal,
      maxTotal: rest.maxTotal,
    };
    const { items, nextCursor } = await list({ ...range, ...filter, product: productId }, cursor, limit);
    return { items: items.map((order) => shown(order, currency)), nextCursor };
  };
});

const shown = (order: OrderState, currency: string) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber ?? null,
  status: statusOf(order),
  placedAt: order.placedAt ?? '',
  paidAt: order.paidAt ?? null,
  total: { amount: order.total ?? 0, currency },
  refunded: { amount: order.refunded, currency },
  units: order.units ?? 0,
  region: order.region ?? '',
  paymentMethod: order.paymentMethod ?? ('card' as const),
  products: [...(order.products ?? [])],
  categories: [...(order.categories ?? [])],
});
