import type { Mail } from './layout.ts';

/** A picture that a mail brings along; its HTML shows it as `cid:<name>`. */
export type Picture = Readonly<{ name: string; png: Uint8Array }>;

/** A mail with a picture in it. */
export type PictureMail = Mail &
  Readonly<{
    picture: Picture;
    /** The page on which whoever gets it can have no more of its kind. */
    unsubscribe?: string;
  }>;

/** A mail as it goes over the wire (RFC 5322): its words as text and as HTML, and the picture beside the HTML. */
export async function mimeMessage(from: string, to: string, mail: PictureMail): Promise<Uint8Array> {
  // Loaded on first use, because it is 90 KB, and most runs of a function that could send have nothing to send.
  const { default: MimeNode } = await import('nodemailer/lib/mime-node');
  const message = new MimeNode('multipart/alternative', { disableFileAccess: true, disableUrlAccess: true });
  message.setHeader({
    from,
    to,
    subject: mail.subject,
    ...(mail.unsubscribe !== undefined && {
      'list-unsubscribe': { prepared: true, value: `<${mail.unsubscribe}>` },
    }),
  });
  message.createChild('text/plain; charset=utf-8').setContent(mail.text);
  const page = message.createChild('multipart/related; type="text/html"');
  page.createChild('text/html; charset=utf-8').setContent(mail.html);
  const { name, png } = mail.picture;
  page
    .createChild('image/png', { filename: `${name}.png` })
    .setHeader({ 'content-id': `<${name}>`, 'content-disposition': 'inline' })
    .setContent(Buffer.from(png));
  return message.build();
}
