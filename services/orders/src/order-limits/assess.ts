import type { UserId } from '@cartless/domain';
import { endingsOf } from './ending.ts';
import { type AccountRecord, levelOf, liftAt, limitsAt } from './level.ts';
import { leastOf, type Limits, type OrderLimits } from './limit-settings.ts';
import type { OpenOrders } from './open-order.ts';
import { counting, type Endings, mayBeOver, refusals } from './open-orders.ts';
import type { History, LookUp, ReadHistory } from './open-orders-store.ts';
import { type OverLimit, overLimits, type WantedOrder } from './over-limit.ts';

type Ports = Readonly<{
  lookUp: LookUp;
  readHistory: ReadHistory;
  settings: OrderLimits;
  payWithinMs: number;
}>;

/** Whose orders are limited, and since when there is the account, when that is known (ms since 1970). */
export type Limited = Readonly<{ userId: UserId; since: number | undefined }>;

/** What is known of a shopper's limits so far, and what that means for an order. */
export type Assessment = Readonly<{
  openOrders: OpenOrders;
  endings: Endings;
  history: History | undefined;
  /** Undefined where the staff said that there are none. */
  limits: Limits | undefined;
  /** Whether those are the shopper's own; otherwise they are the least that anybody has. */
  isSure: boolean;
  /** The limits that an order is beyond. */
  over: (wanted: WantedOrder) => readonly OverLimit[];
}>;

type Known = Pick<Assessment, 'endings' | 'history'>;
const NOTHING_KNOWN: Known = { endings: new Map(), history: undefined };

/**
 * What a shopper may order. Who stays within the least limits of all costs nothing more to know; for others their history is
 * read, and then what became of their open orders, so that nobody is refused because of an order that is paid, has arrived or is
 * cancelled by now. An order is asked what became of it; nothing has to tell here that it ended.
 *
 * @param read what counts of the shopper, as it was read last
 * @param wanted the orders of which one is to be placed
 * @param sure also reads the history where the least limits would do
 */
export type Assess = (
  shopper: Limited,
  read: OpenOrders,
  wanted: readonly WantedOrder[],
  options: Readonly<{ now: number; known?: Known | undefined; sure?: boolean }>,
) => Promise<Assessment>;

export const assessing =
  ({ lookUp, readHistory, settings, payWithinMs }: Ports): Assess =>
  async (shopper, read, wanted, { now, known = NOTHING_KNOWN, sure = false }) => {
    let { history } = known;
    let endings = known.endings;
    let openOrders = read;
    const methods = wanted.flatMap(({ method }) => method ?? []);
    const assess = () =>
      assessment(shopper, openOrders, { endings, history }, { settings, payWithinMs, now });
    const isOver = () => wanted.some((order) => assess().over(order).length > 0);
    const look = async () => {
      const ids = counting(openOrders, endings, settings, now).open.map(({ orderId }) => orderId);
      const unknown = ids.filter((id) => !endings.has(id));
      const found = await lookUp(shopper.userId, unknown);
      endings = new Map([...endings, ...endingsOf(unknown, found.orders)]);
      openOrders = found.openOrders;
    };

    if (assess().limits === undefined) return assess();
    const isLate = mayBeOver(counting(openOrders, endings, settings, now), endings, {
      methods,
      payWithinMs,
      now,
    });
    if (isLate) await look();
    if ((sure || isOver()) && !assess().isSure) history = await readHistory(shopper.userId);
    // Twice, because the first look may find orders that were not there when it began.
    for (let looks = 0; looks < 2 && isOver(); looks += 1) await look();
    return assess();
  };

function assessment(
  { since }: Limited,
  read: OpenOrders,
  { endings, history }: Known,
  { settings, payWithinMs, now }: Readonly<{ settings: OrderLimits; payWithinMs: number; now: number }>,
): Assessment {
  const openOrders = counting(read, endings, settings, now);
  const lift = liftAt(openOrders.lift, now);
  const isSure = lift !== undefined || history !== undefined;
  const earned = () =>
    history === undefined
      ? leastOf(settings)
      : settings.levels[levelOf(settings, recordOf(since, openOrders, endings, history), now)];
  const limits = lift === undefined ? earned() : limitsAt(settings, lift.level);
  const over = (wanted: WantedOrder) =>
    limits === undefined ? [] : overLimits(openOrders, wanted, limits, { now, endings, payWithinMs });
  return { openOrders, endings, history, limits, isSure, over };
}

/** What is known of an account by its age, its orders and its open orders. An order of it is as old as the account at most. */
export const recordOf = (
  since: number | undefined,
  openOrders: OpenOrders,
  endings: Endings,
  history: History,
): AccountRecord => ({
  since: earlier(since, history.since),
  arrived: history.arrived,
  refused: refusals(openOrders, endings),
});

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
