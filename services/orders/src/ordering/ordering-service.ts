import type { RefusedSide } from '@cartless/aggregate';
import { readListings } from '../catalogue/listing-store.ts';
import { readTallies, toTally } from '../limits/tally-store.ts';
import { sparingly } from '../promotions/code-tries.ts';
import { readOffered } from '../promotions/promotion-store.ts';
import { ALL_BACK, type Policy } from '../parcels/undelivered.ts';
import { type Ground, orderPorts } from '../service.ts';
import { bucketAnswer, readBuckets } from '../stock/bucket-store.ts';
import { findDue } from './due-orders-store.ts';
import type { Terms } from './new-order.ts';
import { numberOrder } from './number-order.ts';
import { findUnnumbered } from './order-lists-store.ts';
import type { OrderSide } from './order-change.ts';
import { placeOrder, type Refused } from './place-order.ts';
import { quoteOrder } from './quote-order.ts';
import { settleDue } from './settle-due.ts';
import { sweepOrders } from './sweep-orders.ts';

/** Placing orders, wired. */
export function placing(ground: Ground, terms: Terms, { orders, drawNumber } = orderPorts(ground)) {
  const { items, now, random } = ground;
  return placeOrder({
    readListings: readListings(items),
    readTallies: readTallies(items),
    readOffered: sparingly(items, now, readOffered(items)),
    find: orders.find,
    create: (make, onRefusal) =>
      orders.create(make, { onRefusal: (refused) => onRefusal(refusedOf(refused)) }),
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
  tallies: new Map(
    refused.flatMap(({ side, item }) => (side.type === 'take-share' ? [[side.of, toTally(item)]] : [])),
  ),
});

/** Quoting orders, wired. */
export const quoting = ({ items, now }: Ground, terms: Pick<Terms, 'currency' | 'shipping' | 'tax'>) =>
  quoteOrder({
    readListings: readListings(items),
    readTallies: readTallies(items),
    readOffered: sparingly(items, now, readOffered(items)),
    readBuckets: readBuckets(items),
    terms,
    now,
  });

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
    settleDue: settleDue({ ...ports, undelivered: policy }),
    findUnnumbered: (from, to) => findUnnumbered(ports.orders, from, to),
    numberOrder: numbering(ground),
    failed,
    now: ground.now,
  });
}
