import type { PictureMail } from '../../../../mailer/src/mime-message.ts';

/** What a mail with a picture says; how it is written on the wire is nothing to the simulation. */
export type PlainMail = Readonly<{ subject: string; text: string }>;

/** In the place of the product's own, which writes it as mail servers read it. */
export const mimeMessage = (
  _from: string,
  _to: string,
  { subject, text }: PictureMail,
): Promise<Uint8Array> => {
  const plain: PlainMail = { subject, text };
  return Promise.resolve(Buffer.from(JSON.stringify(plain)));
};
