import { lazy, log, messageHandler } from '@cartless/lambda';
import { pictureMailSender } from '@cartless/mailer';
import { reportMailConfig } from '../../config.ts';
import { withBackOff } from '../../mails/back-off-queue.ts';
import { letterStore } from '../../mails/letter-store.ts';
import { undeliverableStore } from '../../mails/undeliverable-store.ts';
import { clock, items, storedUsers } from '../../service.ts';
import { ReportLetter } from '../report-letter.ts';
import { reportSender } from '../report-sender.ts';
import { sendReport } from '../send-report.ts';

const useCase = lazy(() => {
  const { SENDER_EMAIL, SES_CONFIGURATION_SET: configurationSet } = reportMailConfig();
  const send = pictureMailSender(SENDER_EMAIL, {
    ...(configurationSet !== undefined && { configurationSet }),
  });
  return sendReport({
    letters: letterStore(items(), storedUsers().decode),
    undeliverable: undeliverableStore(items()),
    post: reportSender(reportMailConfig(), send),
    now: clock,
  });
});

export const handler = withBackOff(
  messageHandler(ReportLetter, async (letter) => {
    const outcome = await useCase()(letter);
    log.info('a weekly report came to its turn', { eventId: letter.eventId, outcome });
  }),
);
