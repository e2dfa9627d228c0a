import { epochSeconds } from '@cartless/domain';
import { MAILBOX_LIMITS, MAILBOX_SPAN_SECONDS, type MailboxShare } from '../throttling/limits.ts';

/**
 * A letter that a mailbox got, or is to get: which, by a digest that names no account, of what share, and when in epoch seconds.
 */
export type Posted = Readonly<{ key: string; share: MailboxShare; at: number }>;

/** What may be done with a letter: post it, leave it out, let it wait, or nothing because a later one said the same. */
export type Admission = 'post' | 'leave-out' | 'wait' | 'told';

/** What still counts of what a mailbox got, without the letter itself: one that is tried again counts once. */
export const counting = (posted: readonly Posted[], key: string, at: Date): readonly Posted[] =>
  posted.filter((one) => one.key !== key && one.at > epochSeconds(at) - MAILBOX_SPAN_SECONDS);

/**
 * Decides about one more letter to a mailbox. A warning waits for its share and is told when it comes to it: the mail queue
 * tries for longer than the hour that is counted, and what keeps a warning from its share that long is a newer warning of its kind.
 *
 * @param before what counts of the mailbox's letters
 * @param askedAt when what the letter tells happened
 */
export function admit(before: readonly Posted[], share: MailboxShare, askedAt: Date): Admission {
  const full = MAILBOX_LIMITS.find(
    ({ shares, times }) =>
      shares.includes(share) && before.filter((one) => shares.includes(one.share)).length >= times,
  );
  if (full === undefined) return 'post';
  if (full.beyond === 'leave-out') return 'leave-out';
  return before.some((one) => one.share === share && one.at > epochSeconds(askedAt)) ? 'told' : 'wait';
}
