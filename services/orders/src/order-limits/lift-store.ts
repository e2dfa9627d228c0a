import { randomUUID } from 'node:crypto';
import type { Item, Items } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { iso } from '../iso.ts';
import { limitsLogKey, orderLimitsKey } from '../orders-table.ts';
import type { Lift } from './level.ts';
import { keptUntil } from './open-orders-item.ts';

/** What somebody of the staff decided about a shopper's limits; without `lift` the account's own count again. */
export type Decision = Readonly<{ lift: Lift | undefined; reason: string; by: UserId; at: number }>;

type LogItem = Readonly<{ level?: Lift['level']; until?: number; why: string; by: UserId; on: number }>;

/** As many decisions as are shown. */
const SHOWN = 50;

/** Decides, and keeps on record who did and why: one write. Orders that are being placed are decided again by it. */
export const keepDecision =
  (items: Items) =>
  async (userId: UserId, { lift, reason, by, at }: Decision): Promise<void> => {
    const entry: LogItem = { ...lift, why: reason, by, on: at };
    const until = keptUntil(at, lift);
    await items.write([
      {
        update: orderLimitsKey(userId),
        set: { expiresAt: until, ...(lift && { lf: lift }) },
        add: { lv: 1 },
        ...(lift === undefined && { remove: ['lf'] }),
      },
      { put: { ...limitsLogKey(userId, `${iso(at)}#${randomUUID()}`), ...entry, expiresAt: until } },
    ]);
  };

/** The decisions about a shopper's limits, newest first. */
export const listDecisions =
  (items: Items) =>
  async (userId: UserId): Promise<readonly Decision[]> => {
    const { pk, sk } = limitsLogKey(userId, '');
    const log = { hash: pk, range: { beginsWith: sk }, backward: true, limit: SHOWN, consistent: true };
    return (await items.query(log)).items.map(toDecision);
  };

function toDecision(item: Item): Decision {
  const { level, until, why, by, on } = item as LogItem;
  const lift = level === undefined || until === undefined ? undefined : { level, until };
  return { lift, reason: why, by, at: on };
}
