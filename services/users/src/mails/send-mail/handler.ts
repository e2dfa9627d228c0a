import { MailRequested, UserRegistered } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { sesSender } from '@cartless/mailer';
import { dynamoLetters } from '../letter-store.ts';
import { withBackOff } from '../back-off-queue.ts';
import { sendLetter } from '../send-letter.ts';
import { mailConfig } from '../../config.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { writeLetter } from '../write-letter.ts';

const useCase = lazy(() => {
  const { SENDER_EMAIL, SES_CONFIGURATION_SET: configurationSet } = mailConfig();
  return sendLetter({
    letters: dynamoLetters(store()),
    send: sesSender(SENDER_EMAIL, { ...(configurationSet !== undefined && { configurationSet }) }),
    write: writeLetter(mailConfig()),
    now,
  });
});

export const handler = withBackOff(
  queueHandler(
    on(UserRegistered, ({ id, data }) => useCase()({ key: id, userId: data.userId, letter: 'verify-email' })),
    on(MailRequested, ({ id, data }) =>
      useCase()({ key: id, userId: data.userId, letter: data.letter, to: data.to }),
    ),
  ),
);
