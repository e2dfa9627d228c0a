import { epochSeconds, type UserId } from '@cartless/domain';
import { comparableEmail } from '../accounts/identifiers.ts';
import { linkToken, newSecret, secretHash } from '../links/secret-link.ts';
import { LetterInHand, MailOutcomeUnknown } from './errors.ts';
import type { Letter, User } from '../accounts/user.ts';
import type { Clock } from '../accounts/ports.ts';
import type { LetterSecret, Letters, PostLetter, UndeliverableAddresses } from './ports.ts';

/** How long the links in letters are good for. */
export const VERIFICATION_HOURS = 24;
export const RESET_MINUTES = 60;

/** After this long nobody is sending the letter any more. */
const SENDING_MS = 120_000;

type Ports = Readonly<{
  letters: Letters;
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
  ({ letters, undeliverable, post, now }: Ports) =>
  async ({ key, userId, letter, to }: Command): Promise<LetterOutcome> => {
    const { user, state, since } = await letters.load(userId, key);
    if (state === 'sending') throw staleSince(since, now()) ? MailOutcomeUnknown() : LetterInHand();
    if (state !== undefined && state !== 'failed') return 'done before';
    if (user === undefined || !isWanted(letter, user)) return 'not wanted';
    const address = to ?? addressFor(letter, user);
    if (await undeliverable.find(comparableEmail(address) ?? address)) {
      await letters.settle(key, 'suppressed', now());
      return 'suppressed';
    }
    const secret = newSecret();
    const claimed = await letters.claim(
      { key, userId, name: letter },
      secretOf(letter, user, secret, now()),
      now(),
    );
    if (!claimed) throw LetterInHand();
    const notSent = await post({ letter, user, to: address, token: linkToken(user.id, secret) });
    await letters.settle(key, notSent?.state ?? 'sent', now());
    if (notSent !== undefined) throw notSent.error;
    return 'sent';
  };

export type LetterOutcome = 'sent' | 'suppressed' | 'not wanted' | 'done before';

/** A letter may be overtaken by what happened since it was asked for. */
function isWanted(letter: Letter, user: User): boolean {
  if (letter === 'verify-email') return user.status === 'pending';
  if (letter === 'verify-new-email') return user.newEmail !== undefined;
  return true;
}

const addressFor = (letter: Letter, { typed, newEmail }: User): string =>
  letter === 'verify-new-email' ? (newEmail?.typed ?? typed.email) : typed.email;

function secretOf(letter: Letter, user: User, secret: string, at: Date): LetterSecret | undefined {
  const userId = user.id;
  const digest = secretHash(secret);
  const inMinutes = (minutes: number) => epochSeconds(at) + minutes * 60;
  const validUntil = inMinutes(VERIFICATION_HOURS * 60);
  switch (letter) {
    case 'verify-email':
      return { kind: 'link', link: { userId, purpose: 'activate', digest, validUntil } };
    case 'verify-new-email':
      return {
        kind: 'link',
        link: { userId, purpose: 'change-email', email: user.newEmail?.email ?? '', digest, validUntil },
      };
    case 'password-reset':
      return { kind: 'reset', reset: { userId, digest, validUntil: inMinutes(RESET_MINUTES) } };
    default:
      return undefined;
  }
}

const staleSince = (since: string | undefined, at: Date): boolean =>
  at.getTime() - Date.parse(since ?? '') > SENDING_MS;
