import { SendEmailCommand } from '@aws-sdk/client-ses';
import type { Mail } from './layout.ts';
import { plainDomain, sesClient, type SesOptions } from './ses.ts';

/** Sends one mail to one address. */
export type MailSender = (to: string, mail: Mail) => Promise<void>;

/**
 * The sender behind Amazon SES. It never tries twice by itself, because a request that ran into a timeout may have been
 * heard; the caller decides with its own record.
 *
 * @param from the address that mails come from; verified at SES
 * @throws AppError MAIL_UNAVAILABLE (not sent, try later), MAIL_REFUSED (not sent, never will be), MAIL_UNCERTAIN
 */
export function sesSender(from: string, { configurationSet }: SesOptions = {}): MailSender {
  const send = sesClient();
  return async (to, { subject, html, text }) => {
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
    await send(
      new SendEmailCommand({
        Source: from,
        Destination: { ToAddresses: [plainDomain(to)] },
        Message: { Subject: content(subject), Body: { Html: content(html), Text: content(text) } },
        ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
      }),
    );
  };
}
