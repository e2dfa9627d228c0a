import { retrying } from '@cartless/aggregate';
import { comparableEmail, epochSeconds, mailboxOf, type UserId } from '@cartless/domain';
import { linkToken, newSecret, secretHash } from '../links/secret-link.ts';
import { LetterInHand, MailboxFull, MailOutcomeUnknown } from './errors.ts';
import { admit, counting } from './mailbox.ts';
import type { Letter, User } from '../accounts/user.ts';
import type { Clock } from '../accounts/ports.ts';
import type { LetterKind, Letters, PostLetter, UndeliverableAddresses } from './ports.ts';

/** After this long nobody is sending the letter any more. */
const SENDING_MS = 120_000;

type Ports<L extends string> = Readonly<{
  letters: Letters;
  kinds: Readonly<Record<L, LetterKind>>;
  undeliverable: UndeliverableAddresses;
  post: PostLetter<L>;
  /** Is told of each letter that is one too many for its mailbox. */
  leftOut: (letter: L) => void;
  now: Clock;
}>;
type Command<L extends string> = Readonly<{
  key: string;
  userId: UserId;
  letter: L;
  to?: string | undefined;
  /** When that happened which the letter tells. */
  askedAt: Date;
}>;

/**
 * Sends a letter at most once, however often it is asked to, and no more to one mailbox than it is to get. The letter is taken
 * in hand and counted before it is sent; a refusal or an outage gives it back, and when the outcome is not known it is left
 * for a person to look at. One that is left out replaces no link that was sent before.
 *
 * @throws AppError MAIL_UNAVAILABLE, LETTER_IN_HAND and MAILBOX_FULL to be tried again, MAIL_REFUSED and MAIL_OUTCOME_UNKNOWN to be
 *   parked
 */
export const sendLetter =
  <L extends string = Letter>(ports: Ports<L>) =>
  async (command: Command<L>): Promise<LetterOutcome> => {
    const { letters, kinds, undeliverable, post, now } = ports;
    const { key, userId, letter, to } = command;
    const { user, state, since } = await letters.load(userId, key);
    if (state === 'sending') throw staleSince(since, now()) ? MailOutcomeUnknown() : LetterInHand();
    if (state !== undefined && state !== 'failed') return 'done before';
    const kind = kinds[letter];
    if (user === undefined) return 'not wanted';
    if (kind.isWanted?.(user) === false) {
      // Nobody waits any more for one that could not be sent.
      if (state === 'failed') await letters.settle(key, 'left-out', now());
      return 'not wanted';
    }
    const address = to ?? kind.to?.(user) ?? user.typed.email;
    if (await undeliverable.find(comparableEmail(address) ?? address)) {
      await letters.settle(key, 'suppressed', now());
      return 'suppressed';
    }
    const code = kind.code?.();
    const secret = code ?? newSecret();
    const hash = secretHash(secret);
    if (!(await take(ports, command, { user, address, hash }))) return 'left out';
    const notSent = await post({ letter, user, to: address, token: code ?? linkToken(user.id, secret) });
    await letters.settle(key, notSent?.state ?? 'sent', now());
    if (notSent !== undefined) throw notSent.error;
    return 'sent';
  };

/**
 * Takes a letter in hand if its mailbox is to get it, deciding again when the mailbox got another one meanwhile.
 *
 * @throws AppError LETTER_IN_HAND, MAILBOX_FULL, BUSY
 */
async function take<L extends string>(
  { letters, kinds, leftOut, now }: Ports<L>,
  { key, userId, letter, askedAt }: Command<L>,
  { user, address, hash }: Readonly<{ user: User; address: string; hash: string }>,
): Promise<boolean> {
  const kind = kinds[letter];
  const share = kind.share(user);
  return retrying(async () => {
    const at = now();
    const mailbox = await letters.mailbox(mailboxOf(address));
    const letterId = secretHash(`${mailbox.name} ${key}`);
    const before = counting(mailbox.posted, letterId, at);
    const admission = admit(before, share, askedAt);
    if (admission === 'wait') throw MailboxFull();
    if (admission !== 'post') {
      if (admission === 'leave-out') leftOut(letter);
      await letters.settle(key, 'left-out', at);
      return false;
    }
    const posted = [...before, { key: letterId, share, at: epochSeconds(at) }];
    const secret = kind.secret?.(user, hash, at);
    const claim = await letters.claim({ key, userId, name: letter }, secret, { ...mailbox, posted }, at);
    if (claim === 'in-hand') throw LetterInHand();
    // Another letter to the mailbox was faster; who loses too often comes back through the queue.
    return claim === 'claimed' ? true : undefined;
  });
}

export type LetterOutcome = 'sent' | 'suppressed' | 'left out' | 'not wanted' | 'done before';

const staleSince = (since: string | undefined, at: Date): boolean =>
  at.getTime() - Date.parse(since ?? '') > SENDING_MS;
