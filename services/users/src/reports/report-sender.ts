import { type PictureMailSender, weeklyReport } from '@cartless/mailer';
import type { PostLetter } from '../mails/ports.ts';
import { whyNotSent } from '../mails/letter-sender.ts';
import type { ReportLetter } from './report-letter.ts';

type Settings = Readonly<{ APP_NAME: string; SITE_URL: string }>;

/** Sends reports: sets them in the language of the account and says what became of them when they were not sent. */
export const reportSender =
  ({ APP_NAME: appName, SITE_URL: link }: Settings, send: PictureMailSender) =>
  ({ report }: ReportLetter): PostLetter<'weekly-report'> =>
  ({ user, to }) =>
    whyNotSent(() =>
      send(to, weeklyReport(user.locale, { appName, report, link, settings: `${link}/account` })),
    );
