import type { Mail, MailSender } from '@cartless/mailer';
import { ContactNotKnownYet } from '../domain/errors.ts';
import type { UserId } from '@cartless/domain';
import { eraseOrder } from '../domain/erase-order.ts';
import type { ChangeOrder, Clock, Contact, FindContact } from './ports.ts';

type Ports = Readonly<{
  findContact: FindContact;
  wasSent: (eventId: string) => Promise<boolean>;
  markSent: (eventId: string) => Promise<void>;
  send: MailSender;
  change: ChangeOrder;
  now: Clock;
}>;

type About = Readonly<{ userId: UserId; orderId: string }>;

/**
 * Mails a shopper about an event, once. A shopper whose address has not arrived here yet is waited for; one who is
 * gone gets no mail; instead the address in the order is erased as soon as it is closed.
 *
 * @throws AppError CONTACT_NOT_KNOWN_YET, so that the message is tried again
 */
export const mailShopper =
  ({ findContact, wasSent, markSent, send, change, now }: Ports) =>
  async (eventId: string, { userId, orderId }: About, write: (contact: Contact) => Mail): Promise<void> => {
    if (await wasSent(eventId)) return;
    const contact = await findContact(userId);
    if (contact === undefined) throw ContactNotKnownYet();
    if (contact === 'erased') {
      await change(orderId, now().getTime(), eraseOrder);
      return;
    }
    await send(contact.email, write(contact));
    await markSent(eventId);
  };
