import { epochSeconds } from '@cartless/domain';
import { ABSENT, type Items } from '@cartless/aggregate';
import { mailClaimKey, mailKey } from '../orders-table.ts';

/** Longer than any queue keeps a message. */
const KEPT_SECONDS = 30 * 86_400;

/** Longer than the function that sends may run, and shorter than its queue hides a message that failed. */
const IN_HAND_SECONDS = 30;

/** Which events the mail about has left, or is about to. */
export const sentMails = (items: Items, now: () => Date) => ({
  wasSent: async (eventId: string): Promise<boolean> =>
    (await items.get(mailKey(eventId), { consistent: true })) !== undefined,

  claim: async (eventId: string): Promise<boolean> => {
    const at = epochSeconds(now());
    const expiresAt = at + IN_HAND_SECONDS;
    const { ok } = await items.write([
      {
        put: { ...mailClaimKey(eventId), expiresAt },
        when: [{ pk: ABSENT }, { expiresAt: { lte: at } }],
      },
    ]);
    return ok;
  },

  markSent: async (eventId: string): Promise<void> => {
    const expiresAt = epochSeconds(now()) + KEPT_SECONDS;
    await items.write([{ put: { ...mailKey(eventId), expiresAt } }]);
  },
});
