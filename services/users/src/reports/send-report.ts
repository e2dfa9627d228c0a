import type { UserId } from '@cartless/domain';
import type { LetterKind, Letters, PostLetter, UndeliverableAddresses } from '../mails/ports.ts';
import { type LetterOutcome, sendLetter } from '../mails/send-letter.ts';
import type { Clock } from '../accounts/ports.ts';
import { getsReports } from './reader.ts';
import { isStale, type ReportLetter } from './report-letter.ts';

type Name = 'weekly-report';
type Ports = Readonly<{
  letters: Letters;
  undeliverable: UndeliverableAddresses;
  /** Posts a report; the letter says which. */
  post: (letter: ReportLetter) => PostLetter<Name>;
  now: Clock;
}>;

/** It carries no link that is worth anything, and whoever is not entitled any more when its turn comes gets none. */
const KIND: LetterKind = { share: () => 'report', isWanted: getsReports };

/**
 * Sends a report to an account, once however often it is asked for: by the rules of all letters.
 *
 * @throws AppError as `sendLetter`
 */
export const sendReport =
  ({ letters, undeliverable, post, now }: Ports) =>
  async (letter: ReportLetter): Promise<LetterOutcome | 'stale'> => {
    const { eventId, userId, at } = letter;
    if (isStale(at, now())) return 'stale';
    const kinds = { 'weekly-report': KIND };
    const send = sendLetter<Name>({
      letters,
      kinds,
      undeliverable,
      post: post(letter),
      leftOut: () => {},
      now,
    });
    return send({
      key: reportLetterKey(eventId, userId),
      userId,
      letter: 'weekly-report',
      askedAt: new Date(at),
    });
  };

const reportLetterKey = (eventId: string, userId: UserId): string => `${eventId}#${userId}`;
