import {
  type DomainEvent,
  LoginLetterRequested,
  MailRequested,
  type UserId,
  UserRegistered,
  UserRegisteredV2,
} from '@cartless/domain';
import { lazy, log, on, queueHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { sesSender } from '@cartless/mailer';
import { withBackOff } from '../back-off-queue.ts';
import { sendLetter } from '../send-letter.ts';
import type { Letter } from '../../accounts/user.ts';
import { mailConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { LETTERS, letterSender } from '../letter-sender.ts';

const useCase = lazy(() => {
  const { SENDER_EMAIL, SES_CONFIGURATION_SET: configurationSet } = mailConfig();
  const send = sesSender(SENDER_EMAIL, { ...(configurationSet !== undefined && { configurationSet }) });
  return sendLetter({ ...ports(), kinds: LETTERS, post: letterSender(mailConfig(), send), leftOut });
});

/** A mailbox that would get too many is a sign of somebody who floods it. */
function leftOut(letter: Letter): void {
  log.warn('a letter was left out', { letter });
  publishCount('LettersLeftOut', 1);
}

const verify = ({ id, time, data }: DomainEvent<{ userId: string }>) =>
  useCase()({ key: id, userId: data.userId as UserId, letter: 'verify-email', askedAt: new Date(time) });

export const handler = withBackOff(
  queueHandler(
    on(UserRegisteredV2, verify),
    // What the release before told.
    on(UserRegistered, verify),
    on(MailRequested, ({ id, time, data: { userId, letter, to } }) =>
      useCase()({ key: id, userId, letter, to, askedAt: new Date(time) }),
    ),
    on(LoginLetterRequested, ({ id, time, data }) =>
      useCase()({ key: id, ...data, askedAt: new Date(time) }),
    ),
  ),
);
