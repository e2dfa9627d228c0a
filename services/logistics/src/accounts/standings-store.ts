import { ABSENT, type Item, type Items, retrying } from '@cartless/aggregate';
import {
  type AccountStanding,
  epochSeconds,
  standingAfter,
  UNKNOWN_ACCOUNT,
  type UserId,
} from '@cartless/domain';
import type { Standings } from './standings.ts';

/** An event waits at most 14 days in a dead-letter queue, an order somewhat longer to be confirmed. */
const REMEMBERED_SECONDS = 90 * 86_400;

/** Named by a release that knew of erased accounts only, and whose items say nothing more than that. */
const keyOf = (userId: UserId) => ({ pk: `erased#${userId}`, sk: 'erased' });
const ERASED: AccountStanding = { status: 'erased', sequence: 0 };

const standingIn = (item: Item | undefined): AccountStanding =>
  item === undefined ? UNKNOWN_ACCOUNT : ((item['std'] as AccountStanding | undefined) ?? ERASED);

/** Keeps accounts by id and nothing personal: the suspended as long as they are, the others while events may come late. */
export function standingsStore(items: Items): Standings {
  const find = (userId: UserId) => items.get(keyOf(userId), { consistent: true });
  return {
    read: async (userId) => standingIn(await find(userId)),
    keep: (userId, event, now) =>
      retrying(async () => {
        const item = await find(userId);
        const before = standingIn(item);
        const std = standingAfter(before, event);
        if (std === undefined) return before;
        const seen = Number(item?.['n'] ?? 0);
        const isLasting = std.status === 'suspended';
        const put = {
          ...keyOf(userId),
          std,
          n: seen + 1,
          ...(!isLasting && { expiresAt: epochSeconds(now) + REMEMBERED_SECONDS }),
        };
        const { ok } = await items.write([{ put, when: item === undefined ? { pk: ABSENT } : { n: seen } }]);
        return ok ? std : undefined;
      }),
  };
}
