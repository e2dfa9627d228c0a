import { readListings } from '../catalogue/listing-store.ts';
import { type Ground, orderPorts } from '../service.ts';
import { bucketAnswer, readBuckets } from '../stock/bucket-store.ts';
import { findDue } from './due-orders-store.ts';
import type { Terms } from './new-order.ts';
import { numberOrder } from './number-order.ts';
import { findUnnumbered } from './order-lists-store.ts';
import { placeOrder } from './place-order.ts';
import { settleDue } from './settle-due.ts';
import { sweepOrders } from './sweep-orders.ts';

/** Placing orders, wired. */
export function placing(ground: Ground, terms: Terms) {
  const { items, now, random } = ground;
  const { orders } = orderPorts(ground);
  return placeOrder({
    readListings: readListings(items),
    create: (make, onRefusal) =>
      orders.create(make, {
        onRefusal: (refused) =>
          onRefusal(
            refused.flatMap(({ side, item }) =>
              side.type === 'take-stock' ? [bucketAnswer(side.productId, side.bucket, item)] : [],
            ),
          ),
      }),
    readBuckets: readBuckets(items),
    terms,
    now,
    random,
  });
}

/** Numbering orders, wired. */
export const numbering = (ground: Ground) => numberOrder(orderPorts(ground));

/** The sweep, wired. @param failed is told of each order that it could not help */
export function sweeping(ground: Ground, failed: (orderId: string, error: unknown) => void) {
  const ports = orderPorts(ground);
  return sweepOrders({
    findDue: findDue(ground.items),
    settleDue: settleDue(ports),
    findUnnumbered: (from, to) => findUnnumbered(ports.orders, from, to),
    numberOrder: numbering(ground),
    failed,
    now: ground.now,
  });
}
