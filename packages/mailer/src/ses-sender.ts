import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mail } from './layout.ts';

/** Sends one mail to one address. */
export type MailSender = (to: string, mail: Mail) => Promise<void>;

/**
 * The sender behind Amazon SES.
 * @param from the address that mails come from; verified at SES
 * @throws the SDK's errors as they are
 */
export function sesSender(from: string): MailSender {
  const client = new SESv2Client({});
  return async (to, { subject, html, text }) => {
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: { Subject: content(subject), Body: { Html: content(html), Text: content(text) } },
        },
      }),
    );
  };
}
