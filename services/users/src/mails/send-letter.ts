import type { UserId } from '@cartless/domain';
import { comparableEmail } from '../accounts/identifiers.ts';
import { linkToken, newSecret, secretHash } from '../links/secret-link.ts';
import { LetterInHand, MailOutcomeUnknown } from './errors.ts';
import type { Letter } from '../accounts/user.ts';
import type { Clock } from '../accounts/ports.ts';
import type { LetterKind, Letters, PostLetter, UndeliverableAddresses } from './ports.ts';

/** After this long nobody is sending the letter any more. */
const SENDING_MS = 120_000;

type Ports = Readonly<{
  letters: Letters;
  kinds: Readonly<Record<Letter, LetterKind>>;
  undeliverable: UndeliverableAddresses;
  post: PostLetter;
  now: Clock;
}>;
type Command = Readonly<{ key: string; userId: UserId; letter: Letter; to?: string | undefined }>;

/**
 * Sends a letter at most once, however often it is asked to. The letter is taken in hand before it is sent; a refusal or
 * an outage gives it back, and when the outcome is not known it is left for a person to look at.
 *
 * @throws AppError MAIL_UNAVAILABLE and LETTER_IN_HAND to be tried again, MAIL_REFUSED and MAIL_OUTCOME_UNKNOWN to be parked
 */
export const sendLetter =
  ({ letters, kinds, undeliverable, post, now }: Ports) =>
  async ({ key, userId, letter, to }: Command): Promise<LetterOutcome> => {
    const { user, state, since } = await letters.load(userId, key);
    if (state === 'sending') throw staleSince(since, now()) ? MailOutcomeUnknown() : LetterInHand();
    if (state !== undefined && state !== 'failed') return 'done before';
    const kind = kinds[letter];
    if (user === undefined || kind.isWanted?.(user) === false) return 'not wanted';
    const address = to ?? kind.to?.(user) ?? user.typed.email;
    if (await undeliverable.find(comparableEmail(address) ?? address)) {
      await letters.settle(key, 'suppressed', now());
      return 'suppressed';
    }
    const code = kind.code?.();
    const secret = code ?? newSecret();
    const claimed = await letters.claim(
      { key, userId, name: letter },
      kind.secret?.(user, secretHash(secret), now()),
      now(),
    );
    if (!claimed) throw LetterInHand();
    const notSent = await post({ letter, user, to: address, token: code ?? linkToken(user.id, secret) });
    await letters.settle(key, notSent?.state ?? 'sent', now());
    if (notSent !== undefined) throw notSent.error;
    return 'sent';
  };

export type LetterOutcome = 'sent' | 'suppressed' | 'not wanted' | 'done before';

const staleSince = (since: string | undefined, at: Date): boolean =>
  at.getTime() - Date.parse(since ?? '') > SENDING_MS;
