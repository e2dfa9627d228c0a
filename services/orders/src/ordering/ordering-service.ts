import type { RefusedSide } from '@cartless/aggregate';
import { readListings } from '../catalogue/listing-store.ts';
import { readTallies, toTally } from '../limits/tally-store.ts';
import { sparingly } from '../promotions/code-tries.ts';
import { readOffered } from '../promotions/promotion-store.ts';
import { limiting } from '../order-limits/order-limits-service.ts';
import { toOpenOrders } from '../order-limits/open-orders-item.ts';
import { ALL_BACK, type Policy } from '../parcels/undelivered.ts';
import { type Ground, orderPorts } from '../service.ts';
import { bucketAnswer, readBuckets } from '../stock/bucket-store.ts';
import { findDue } from './due-orders-store.ts';
import type { Terms } from './new-order.ts';
import { numberOrder } from './number-order.ts';
import { findUnnumbered } from './order-lists-store.ts';
import type { OrderSide } from './order-change.ts';
import { type Limited, placeOrder, type Refused } from './place-order.ts';
import { quoteOrder } from './quote-order.ts';
import { settleDue } from './settle-due.ts';
import { sweepOrders } from './sweep-orders.ts';

/** Placing orders, wired. @param limited is told whom a limit refused */
export function placing(
  ground: Ground,
  terms: Terms,
  { orders, drawNumber } = orderPorts(ground),
  limited: Limited = () => undefined,
) {
  const { items, now, random } = ground;
  return placeOrder({
    readListings: readListings(items),
    readTallies: readTallies(items),
    readOffered: sparingly(items, now, readOffered(items)),
    find: orders.find,
    create: (make, onRefusal) =>
      orders.create(make, { onRefusal: (refused) => onRefusal(refusedOf(refused)) }),
    assess: limiting(ground, terms),
    limited,
    drawNumber,
    readBuckets: readBuckets(items),
    terms,
    now,
    random,
  });
}

const refusedOf = (refused: readonly RefusedSide<OrderSide>[]): Refused => ({
  answers: refused.flatMap(({ side, item }) =>
    side.type === 'take-stock' ? [bucketAnswer(side.sku, side.bucket, item)] : [],
  ),
  openOrders: openOrdersIn(refused),
  tallies: new Map(
    refused.flatMap(({ side, item }) => (side.type === 'take-share' ? [[side.of, toTally(item)]] : [])),
  ),
});

const openOrdersIn = (refused: readonly RefusedSide<OrderSide>[]): Refused['openOrders'] => {
  const own = refused.find(({ side }) => side.type === 'count-order');
  return own && toOpenOrders(own.item);
};

/** Quoting orders, wired. */
export function quoting(ground: Ground, terms: Terms) {
  const { items, now } = ground;
  return quoteOrder({
    readListings: readListings(items),
    readTallies: readTallies(items),
    readOffered: sparingly(items, now, readOffered(items)),
    readBuckets: readBuckets(items),
    assess: limiting(ground, terms),
    terms,
    now,
  });
}

/** Numbering orders, wired. */
export const numbering = (ground: Ground) => numberOrder(orderPorts(ground));

/**
 * The sweep, wired.
 * @param failed is told of each order that it could not help
 * @param policy about the money of what did not arrive
 */
export function sweeping(
  ground: Ground,
  failed: (orderId: string, error: unknown) => void,
  policy: Policy = ALL_BACK,
) {
  const ports = orderPorts(ground);
  return sweepOrders({
    findDue: findDue(ground.items),
    settleDue: settleDue({
      ...ports,
      undelivered: policy,
      shelf: { readListings: readListings(ground.items), readBuckets: readBuckets(ground.items) },
    }),
    findUnnumbered: (from, to) => findUnnumbered(ports.orders, from, to),
    numberOrder: numbering(ground),
    failed,
    now: ground.now,
  });
}
