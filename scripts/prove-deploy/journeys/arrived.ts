import { setTimeout as pause } from 'node:timers/promises';
import { apiAt, itemsOf } from '../../../test/e2e/api.ts';
import { logInAdmin } from '../../../test/e2e/shopper.ts';
import type { Stage } from '../deploying/stage.ts';

type Money = Readonly<{ amount: number }>;
type Order = Readonly<{
  orderId: string;
  orderNumber: string | null;
  status: string;
  paymentMethod: string;
  placedAt: string;
  refundOwed: Money;
  disputes: readonly unknown[];
}>;
type Parcel = Readonly<{ orderNumber: string; status: string; trackingNumber: string | null }>;

/** An unpaid order ends two minutes after it was placed, and a carrier that was away is asked again after minutes. */
const PATIENCE_MS = 600_000;

/**
 * Waits until every order that was placed lately is where it belongs: one to be sent has a parcel with a number of its carrier, a cancelled one has none and is owed
 * nothing, and one that nobody pays is cancelled.
 * @param since when the first of them was placed; what tests left before is of no concern
 * @param atLeast how many there must be
 * @returns how many there are of each state
 * @throws Error naming those that are not there yet, when it is too late
 */
export async function everythingArrived({ siteUrl }: Stage, since: Date, atLeast: number): Promise<string> {
  const api = apiAt(siteUrl);
  // Once: who logs in every two seconds is told to wait. A token lives longer than this waits.
  const token = await logInAdmin(api);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const orders = await all(itemsOf<Order>(api, token, '/admin/orders'));
    const parcels = Map.groupBy(
      await all(itemsOf<Parcel>(api, token, '/admin/shipments')),
      ({ orderNumber }) => orderNumber,
    );
    const placed = orders.filter(({ placedAt }) => new Date(placedAt) >= since);
    const onTheirWay = placed.filter((order) => !isThere(order, parcels.get(order.orderNumber ?? '') ?? []));
    if (onTheirWay.length === 0 && placed.length >= atLeast)
      return `${placed.length} orders, ${countsOf(placed)}`;
    if (Date.now() > until)
      throw new Error(
        `${placed.length} of ${atLeast} orders were placed; not where they belong are ${
          onTheirWay.map(({ orderId, status }) => `${orderId} (${status})`).join(', ') || 'none'
        }`,
      );
    await pause(2000);
  }
}

/** Whether an order is where it belongs, and its parcels are. */
export function isThere(
  order: Omit<Order, 'orderId' | 'orderNumber' | 'placedAt'>,
  parcels: readonly Omit<Parcel, 'orderNumber'>[],
): boolean {
  const { status, paymentMethod, refundOwed, disputes } = order;
  if (status === 'cancelled')
    return refundOwed.amount === 0 && parcels.every((parcel) => parcel.status === 'cancelled');
  if (status === 'placed' && paymentMethod !== 'cod') return false;
  // What is disputed is not sent before that is over.
  return (
    !['placed', 'paid'].includes(status) ||
    disputes.length > 0 ||
    parcels.some(({ trackingNumber }) => trackingNumber !== null)
  );
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const countsOf = (orders: readonly Order[]): string =>
  [...Map.groupBy(orders, ({ status }) => status)]
    .map(([status, some]) => `${some.length} ${status}`)
    .join(', ');
