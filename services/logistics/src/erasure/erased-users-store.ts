import type { Items } from '@cartless/aggregate';
import { epochSeconds, type UserId } from '@cartless/domain';
import type { ErasedUsers } from './erased-users.ts';

/** An event waits at most 14 days in a dead-letter queue, an order somewhat longer to be confirmed. */
const REMEMBERED_SECONDS = 90 * 86_400;

const keyOf = (userId: UserId) => ({ pk: `erased#${userId}`, sk: 'erased' });

/** Keeps, for a while, which users are gone: their ids and nothing else. */
export const erasedUserStore = (items: Items): ErasedUsers => ({
  async remember(userId, now) {
    const expiresAt = epochSeconds(now) + REMEMBERED_SECONDS;
    await items.write([{ put: { ...keyOf(userId), expiresAt } }]);
  },
  has: async (userId) => (await items.get(keyOf(userId), { consistent: true })) !== undefined,
});
