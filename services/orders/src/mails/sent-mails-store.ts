import { epochSeconds } from '@cartless/domain';
import type { Items } from '@cartless/aggregate';
import { mailKey } from '../orders-table.ts';

/** Longer than any queue keeps a message. */
const KEPT_SECONDS = 30 * 86_400;

/** Which events the mail about has left. */
export const sentMails = (items: Items, now: () => Date) => ({
  wasSent: async (eventId: string): Promise<boolean> =>
    (await items.get(mailKey(eventId), { consistent: true })) !== undefined,

  markSent: async (eventId: string): Promise<void> => {
    const expiresAt = epochSeconds(now()) + KEPT_SECONDS;
    await items.write([{ put: { ...mailKey(eventId), expiresAt } }]);
  },
});
