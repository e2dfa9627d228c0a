import { createHash } from 'node:crypto';
import { ABSENT, countingWrite, type Items, runningSpan } from '@cartless/aggregate';
import { mailboxOf } from '@cartless/domain';
import { mailboxKey } from '../orders-table.ts';

/**
 * Letters about orders that one mailbox gets in an hour of the clock. They go to addresses that were confirmed and tell of
 * what was bought, so none is left out: those beyond wait. Twenty are more orders than a person places in an hour.
 */
export const LETTERS_AN_HOUR = 20;

const HOUR_SECONDS = 3600;

/** Counts letters by mailbox; what is counted is a digest. */
export const mailboxes = (items: Items, now: () => Date) => ({
  /** Whether the mailbox may have the letter about an event now. One that is asked about again counts once. */
  hasRoom: async (address: string, eventId: string): Promise<boolean> => {
    const hour = runningSpan(HOUR_SECONDS, now());
    const digest = createHash('sha256').update(mailboxOf(address)).digest('base64url');
    const outcome = await items.write([
      countingWrite(mailboxKey(digest, hour.number), hour, {
        add: { events: new Set([eventId]) },
        when: [{ pk: ABSENT }, { used: { lt: LETTERS_AN_HOUR }, events: { lacks: eventId } }],
      }),
    ]);
    return outcome.ok || holds(outcome.refusals[0]?.item?.['events'], eventId);
  },
});

const holds = (events: unknown, eventId: string): boolean =>
  (events as ReadonlySet<string> | undefined)?.has(eventId) === true;
