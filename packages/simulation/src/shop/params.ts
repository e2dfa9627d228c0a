import { parcelsOf } from './logistics.ts';
import { ordersOf } from './orders.ts';
import { CODES } from './promotions.ts';
import type { Shop } from './shop.ts';

/** What there is of what stands in the paths of routes, the newest of each kind. */
const FOUND: Readonly<Record<string, (shop: Shop) => string | undefined>> = {
  orderId: (shop) => ordersOf(shop).at(-1)?.orderId,
  orderNumber: (shop) =>
    ordersOf(shop).findLast(({ orderNumber }) => orderNumber !== null)?.orderNumber ?? undefined,
  returnId: (shop) => {
    const id = ordersOf(shop).at(-1)?.orderId;
    return id && `ret_${id.slice(4)}-1`;
  },
  refundId: (shop) => {
    const order = ordersOf(shop).at(-1);
    return order && (order.refunds[0]?.key ?? `refund-${order.orderId}-1`);
  },
  shipmentId: (shop) => parcelsOf(shop).at(-1)?.id,
  productId: (shop) => shop.goods.at(-1)?.productId,
  code: () => CODES[0],
  userId: (shop) => shop.people.accounts.at(-1)?.userId ?? ordersOf(shop).at(-1)?.userId,
  exportId: () => 'exp_0123456789abcdef01234567',
};

/** Ids for the path of a route; undefined when there is nothing of a kind yet. */
export function paramsOf(shop: Shop, path: string): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
    const id = FOUND[name]?.(shop);
    if (id === undefined) return undefined;
    params[name] = id;
  }
  return params;
}
