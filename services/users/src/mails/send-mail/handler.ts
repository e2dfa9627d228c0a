import {
  type DomainEvent,
  MailRequested,
  UserRegistered,
  UserRegisteredV2,
  type UserId,
} from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { sesSender } from '@cartless/mailer';
import { withBackOff } from '../back-off-queue.ts';
import { sendLetter } from '../send-letter.ts';
import { mailConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { LETTERS, letterSender } from '../letter-sender.ts';

const useCase = lazy(() => {
  const { SENDER_EMAIL, SES_CONFIGURATION_SET: configurationSet } = mailConfig();
  const send = sesSender(SENDER_EMAIL, { ...(configurationSet !== undefined && { configurationSet }) });
  return sendLetter({ ...ports(), kinds: LETTERS, post: letterSender(mailConfig(), send) });
});

const verify = ({ id, data }: DomainEvent<{ userId: string }>) =>
  useCase()({ key: id, userId: data.userId as UserId, letter: 'verify-email' });

export const handler = withBackOff(
  queueHandler(
    on(UserRegisteredV2, verify),
    // What the release before told.
    on(UserRegistered, verify),
    on(MailRequested, ({ id, data }) =>
      useCase()({ key: id, userId: data.userId, letter: data.letter, to: data.to }),
    ),
  ),
);
