import type { UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { recordOf } from './assess.ts';
import { endingsOf } from './ending.ts';
import { type AccountRecord, levelOf, type Level, type Lift, liftAt, limitsAt } from './level.ts';
import type { Limits, OrderLimits } from './limit-settings.ts';
import type { OpenOrder, OpenOrders } from './open-order.ts';
import { counting, DAY_MS, HOUR_MS } from './open-orders.ts';
import type { LookUp, ReadHistory } from './open-orders-store.ts';
import { unitsOf } from './over-limit.ts';
import { sinceOf } from './wanted-order.ts';

/** What a shopper has used of the limits. */
type Used = Pick<Limits, 'unpaid' | 'cash'> & Readonly<{ lastHour: number; lastDay: number }>;

/** The limits of one shopper, what is used of them, and why they are what they are. */
export type ShopperLimits = AccountRecord &
  Readonly<{
    userId: UserId;
    level: Lift['level'];
    /** Without what the staff decided. */
    earned: Level;
    lift: Lift | undefined;
    used: Used;
    limits: Limits | undefined;
    open: readonly OpenOrder[];
  }>;

type Ports = Readonly<{
  lookUp: LookUp;
  readHistory: ReadHistory;
  /** @throws AppError SHOPPER_NOT_FOUND */
  knownShopper: ReadStanding;
  settings: OrderLimits;
  now: () => Date;
}>;

/** Looks up the limits of a shopper for the staff. @throws AppError SHOPPER_NOT_FOUND */
export const shopperLimits =
  ({ lookUp, readHistory, knownShopper, settings, now }: Ports) =>
  async (userId: UserId): Promise<ShopperLimits> => {
    const standing = await knownShopper(userId);
    const at = now().getTime();
    const { openOrders: read } = await lookUp(userId, []);
    const ids = read.open.map(({ orderId }) => orderId);
    const [{ orders }, history] = await Promise.all([lookUp(userId, ids), readHistory(userId)]);
    const endings = endingsOf(ids, orders);
    const openOrders = counting(read, endings, settings, at);
    const record = recordOf(sinceOf(standing), openOrders, endings, history);
    const lift = liftAt(openOrders.lift, at);
    const earned = levelOf(settings, record, at);
    const level = lift?.level ?? earned;
    const limits = limitsAt(settings, level);
    return {
      ...record,
      userId,
      level,
      earned,
      lift,
      limits,
      used: usedOf(openOrders, at),
      open: openOrders.open,
    };
  };

function usedOf({ open, closed, unpaid }: OpenOrders, at: number): Used {
  const placed = [...closed, ...open.map((order) => order.at)];
  const since = (ms: number) => placed.filter((time) => time > at - ms).length;
  const sum = (orders: readonly OpenOrder[], of: (order: OpenOrder) => number) =>
    orders.reduce((all, order) => all + of(order), 0);
  const [cards, cash] = (['card', 'cod'] as const).map((one) => open.filter(({ method }) => method === one));
  const value = (order: OpenOrder) => order.value;
  return {
    lastHour: since(HOUR_MS),
    lastDay: since(DAY_MS),
    unpaid: {
      orders: cards?.length ?? 0,
      units: sum(cards ?? [], unitsOf),
      value: sum(cards ?? [], value),
      ended: unpaid.length,
    },
    cash: { orders: cash?.length ?? 0, value: sum(cash ?? [], value) },
  };
}
