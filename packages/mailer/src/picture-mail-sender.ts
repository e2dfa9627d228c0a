import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mimeMessage, type PictureMail } from './mime-message.ts';
import { plainDomain, sesClient, type SesOptions } from './ses.ts';

/** Sends one mail with a picture to one address. */
export type PictureMailSender = (to: string, mail: PictureMail) => Promise<void>;

/**
 * The sender of mails with a picture behind Amazon SES, which takes such a mail whole only. As `sesSender`, it never tries twice
 * by itself.
 *
 * @param from the address that mails come from; verified at SES
 * @throws AppError MAIL_UNAVAILABLE (not sent, try later), MAIL_REFUSED (not sent, never will be), MAIL_UNCERTAIN
 */
export function pictureMailSender(from: string, { configurationSet }: SesOptions = {}): PictureMailSender {
  const send = sesClient();
  return async (to, mail) => {
    const address = plainDomain(to);
    await send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [address],
        RawMessage: { Data: await mimeMessage(from, address, mail) },
        ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
      }),
    );
  };
}
