import type { UserId } from '@cartless/domain';
import type { Mail, MailSender } from '@cartless/mailer';
import { ContactNotKnownYet } from '../domain/errors.ts';
import type { Contact, FindContact } from './ports.ts';

type Ports = Readonly<{
  findContact: FindContact;
  wasSent: (eventId: string) => Promise<boolean>;
  markSent: (eventId: string) => Promise<void>;
  send: MailSender;
}>;

/**
 * Mails a shopper about an event, once. A shopper whose address has not arrived here yet is waited for; one who is
 * gone gets no mail.
 *
 * @throws AppError CONTACT_NOT_KNOWN_YET, so that the message is tried again
 */
export const mailShopper =
  ({ findContact, wasSent, markSent, send }: Ports) =>
  async (eventId: string, userId: UserId, write: (contact: Contact) => Mail): Promise<void> => {
    if (await wasSent(eventId)) return;
    const contact = await findContact(userId);
    if (contact === undefined) throw ContactNotKnownYet();
    if (contact === 'erased') return;
    await send(contact.email, write(contact));
    await markSent(eventId);
  };
