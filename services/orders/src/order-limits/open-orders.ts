import type { Ending } from './ending.ts';
import type { OpenOrder, OpenOrders } from './open-order.ts';
import type { OrderLimits } from './limit-settings.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What became of orders, as far as it was looked up. */
export type Endings = ReadonlyMap<string, Ending>;

/**
 * What still counts: orders that were found to be open no more move among the closed ones, and what is long ago goes. No order
 * waits for its payment for a day, so an entry that nobody looked up goes then too.
 */
export function counting(
  orders: OpenOrders,
  endings: Endings,
  { refusedDays }: Pick<OrderLimits, 'refusedDays'>,
  now: number,
): OpenOrders {
  const over = orders.open.flatMap((order) => {
    const ending = endings.get(order.orderId);
    return ending === undefined || ending.is === 'open' ? [] : [{ at: order.at, ending }];
  });
  const lately = (times: readonly number[]) => times.filter((at) => at > now - DAY_MS);
  const placed = (is: Ending['is']) => over.filter(({ ending }) => ending.is === is).map(({ at }) => at);
  const refusedAt = over.flatMap(({ ending }) => (ending.is === 'refused' ? [ending.at] : []));
  return {
    ...orders,
    open: orders.open.filter(
      ({ orderId, method, at }) =>
        (endings.get(orderId)?.is ?? 'open') === 'open' && (method === 'cod' || at > now - DAY_MS),
    ),
    closed: lately([...orders.closed, ...over.map(({ at }) => at)]),
    unpaid: lately([...orders.unpaid, ...placed('unpaid')]),
    refused: [...orders.refused, ...refusedAt].filter((at) => at > now - refusedDays * DAY_MS),
  };
}

/** How many cash orders were not taken at the door, those included about which nobody has decided yet. */
export const refusals = ({ open, refused }: OpenOrders, endings: Endings): number =>
  refused.length +
  open.filter(({ orderId }) => {
    const ending = endings.get(orderId);
    return ending?.is === 'open' && ending.refused;
  }).length;

/** Those whose state may be another by now: a payment is late, or a parcel may have been refused before the next cash order. */
export const mayBeOver = (
  { open }: OpenOrders,
  endings: Endings,
  { methods, payWithinMs, now }: Readonly<{ methods: readonly string[]; payWithinMs: number; now: number }>,
): boolean =>
  open.some(
    ({ orderId, method, at }) =>
      !endings.has(orderId) && (method === 'card' ? at + payWithinMs <= now : methods.includes('cod')),
  );

/** With one order more; `held` is what of it is not paid for, and left out when it costs nothing. */
export const withOrder = (orders: OpenOrders, at: number, held: OpenOrder | undefined): OpenOrders =>
  held === undefined
    ? { ...orders, closed: [...orders.closed, at] }
    : { ...orders, open: [...orders.open, held] };
