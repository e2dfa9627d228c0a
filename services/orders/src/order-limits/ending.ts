import { dueOf } from '../ordering/due.ts';
import type { Order } from '../ordering/order.ts';

/** An order that is cancelled sooner has kept nothing from anybody. */
const SHORT_HOLD_MS = 5 * 60_000;

/**
 * Whether an order is still not paid for, and until when that can be; or how that ended: `done`, `unpaid` after its goods were
 * held for nothing, or `refused` at the door.
 */
export type Ending =
  | Readonly<{ is: 'open'; until: number | null; refused: boolean }>
  | Readonly<{ is: 'done' | 'unpaid' }>
  | Readonly<{ is: 'refused'; at: number }>;

/** What an order says of itself. What is over stays over, so an older state of it can only say too little. */
export const endingOf = (order: Order): Ending =>
  order.paymentMethod === 'card' ? endingOfCard(order) : endingOfCash(order);

/** What became of some orders; one that is not there holds nothing. */
export const endingsOf = (
  orderIds: readonly string[],
  orders: ReadonlyMap<string, Order>,
): ReadonlyMap<string, Ending> =>
  new Map(
    orderIds.map((id) => {
      const order = orders.get(id);
      return [id, order === undefined ? { is: 'done' } : endingOf(order)];
    }),
  );

function endingOfCard(order: Order): Ending {
  if (order.status === 'placed') return { is: 'open', until: dueOf(order)?.at ?? null, refused: false };
  const isHeldForNothing =
    order.status === 'cancelled' &&
    order.captures.length === 0 &&
    order.cancelled.at - order.placedAt >= SHORT_HOLD_MS;
  return { is: isHeldForNothing ? 'unpaid' : 'done' };
}

function endingOfCash(order: Order): Ending {
  const { status } = order;
  const isBack = isNotTaken(order);
  if (status === 'undelivered') return { is: 'open', until: null, refused: isBack };
  if (status === 'placed' || status === 'paid' || status === 'shipped') {
    return { is: 'open', until: null, refused: false };
  }
  const isRefused = status === 'cancelled' && order.cancelled.why === 'undelivered' && isBack;
  return isRefused ? { is: 'refused', at: order.cancelled.at } : { is: 'done' };
}

/** A parcel came back; one that the carrier lost is nobody's fault at the door. */
const isNotTaken = ({ parcels, lostAt }: Order): boolean =>
  lostAt === undefined && parcels.some(({ status }) => status === 'returning' || status === 'returned');
