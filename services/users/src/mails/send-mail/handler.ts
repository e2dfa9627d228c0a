import { LoginLetterRequested, MailRequested, UserRegistered } from '@cartless/domain';
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

export const handler = withBackOff(
  queueHandler(
    on(UserRegistered, ({ id, data }) => useCase()({ key: id, userId: data.userId, letter: 'verify-email' })),
    on(MailRequested, ({ id, data }) =>
      useCase()({ key: id, userId: data.userId, letter: data.letter, to: data.to }),
    ),
    on(LoginLetterRequested, ({ id, data }) => useCase()({ key: id, ...data })),
  ),
);
