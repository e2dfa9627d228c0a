import { ABSENT, type Condition, decode, type Item } from '@cartless/aggregate';
import type { Agreement, Broken } from '@cartless/aggregate/repairing';
import type { Counts, Order } from '../ordering/order.ts';
import { orderDeclaration } from '../ordering/order-store.ts';
import { idOf, TALLIES } from '../orders-table.ts';
import { tallyNameOf } from '../promotions/use.ts';
import { countsUntil } from './shopper-limit.ts';
import { addWrite, giveBackWrite, toTally } from './tally-store.ts';

/** What an order took of something limited, and whether that is sure to be so still. */
type Share = Readonly<{ userId: string; of: string; orderId: string; units: number; at: number; is: Is }>;
/** Returned goods and parcels that did not arrive count no more, by units of their own: of those nothing is said. */
type Is = 'counting' | 'over' | 'unsure';

/** What a shopper has taken of something limited is written with the order that takes it. */
export const talliesAgree: Agreement = {
  says: 'what is tallied of a shopper is what the shopper’s orders took',
  watch(now) {
    const tallies = new Map<string, Item>();
    const shares = new Map<string, Share>();
    return {
      see(item) {
        const [pk, sk] = [String(item['pk']), String(item['sk'])];
        if (pk.startsWith('U#') && sk.startsWith(TALLIES))
          tallies.set(nameOf(idOf(pk), sk.slice(TALLIES.length)), item);
        else if (sk === 'order')
          for (const share of sharesOf(decode(orderDeclaration, item), now.getTime()))
            shares.set(nameOf(share.userId, share.of, share.orderId), share);
      },
      *broken() {
        for (const [name, item] of tallies) yield* tooMuch(name, item, shares);
        for (const share of shares.values()) {
          const item = tallies.get(nameOf(share.userId, share.of));
          const { taken } = toTally(item);
          const { units } = taken.find(({ orderId }) => orderId === share.orderId) ?? { units: 0 };
          if (share.is === 'counting' && units < share.units)
            yield tooLittle({ ...share, units: share.units - units }, item);
        }
      },
    };
  },
};

const nameOf = (...parts: readonly string[]): string => parts.join(' ');
const asSeen = (item: Item): Condition => ({ v: Number(item['v']) });

/** What counts although its order does not have it: whoever ordered could order less than they may. */
function* tooMuch(name: string, item: Item, shares: ReadonlyMap<string, Share>): Generator<Broken> {
  const [userId = '', of = ''] = name.split(' ');
  for (const { orderId, units } of toTally(item).taken) {
    const { is = 'over' } = shares.get(nameOf(userId, of, orderId)) ?? {};
    if (units <= 0 || is !== 'over') continue;
    yield {
      says: `${units} of ${of} count for ${userId} by ${orderId}, which has none`,
      mend: [{ ...giveBackWrite(userId, of, orderId, units), when: asSeen(item) }],
    };
  }
}

/** What does not count although its order has it: the shopper could have more than the limit. */
const tooLittle = (share: Share, item: Item | undefined): Broken => ({
  says: `${share.units} of ${share.of} by ${share.orderId} do not count for ${share.userId}`,
  mend: [{ ...addWrite(share), when: item === undefined ? { pk: ABSENT } : asSeen(item) }],
});

function sharesOf(order: Order, now: number): readonly Share[] {
  const { orderId, userId, placedAt: at, promotion } = order;
  const used = promotion?.limit && { of: tallyNameOf(promotion.code), units: 1, limit: promotion.limit };
  const limited = [...Map.groupBy(order.lines, ({ productId }) => productId)].flatMap(([of, lines]) => {
    const limit = lines[0]?.limit;
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return limit ? [{ of, units, limit }] : [];
  });
  return [...limited, ...(used ? [used] : [])].map(({ of, units, limit }) => ({
    userId,
    of,
    orderId,
    units,
    at,
    is: standingOf(order, limit, now),
  }));
}

function standingOf(order: Order, limit: Counts, now: number): Is {
  const isGone = order.erasureDue !== undefined || order.erasedAt !== undefined;
  if (isGone || (countsUntil(limit, order.placedAt) ?? Infinity) <= now) return 'unsure';
  if (order.status === 'cancelled') return order.cancelled.why === 'undelivered' ? 'unsure' : 'over';
  const isWhole = order.returns.every(({ status }) => status !== 'received');
  return isWhole && order.parcels.every(({ decided, parts }) => (decided ?? parts) === undefined)
    ? 'counting'
    : 'unsure';
}
