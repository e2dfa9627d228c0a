import type { DomainEvent, UserId } from '@cartless/domain';
import type { Contact, FindContact } from '../accounts/contact.ts';
import { MailInHand } from './errors.ts';
import { erase } from '../ordering/erasure.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';

/** A mail, as whoever writes it has it; what is in it is the writer's and the sender's matter. */
type Letter = object;
type Ports<Mail extends Letter> = Readonly<{
  findContact: FindContact;
  /** Mails that wait for contact data; whoever stores those hands the mails over again. */
  waiting: Readonly<{
    keep: (userId: UserId, event: DomainEvent) => Promise<void>;
    drop: (userId: UserId, eventId: string) => Promise<void>;
  }>;
  wasSent: (eventId: string) => Promise<boolean>;
  /** Takes a mail in hand for a while; false while somebody else has it. */
  claim: (eventId: string) => Promise<boolean>;
  markSent: (eventId: string) => Promise<void>;
  send: (to: string, mail: Mail) => Promise<unknown>;
  /** Whether a mailbox may have one more letter now. */
  hasRoom: (address: string, eventId: string) => Promise<boolean>;
  /** Has the event handled again after a while. */
  postpone: (event: DomainEvent) => Promise<void>;
  change: ChangeOrder;
  now: Clock;
}>;

export type AboutOrder = DomainEvent<Readonly<{ userId: UserId; orderId: string }>>;
type Write<Mail> = (contact: Contact) => Mail;

/**
 * Mails a shopper about an event, once, also when it comes twice at the same time. When the shopper's address has not arrived here yet, the event waits beside
 * the place where it will stand, for as long as it takes, and is handled again when it arrives.
 *
 * @throws AppError MAIL_IN_HAND, which passes
 */
export const mailShopper = <Mail extends Letter>(ports: Ports<Mail>) => {
  const deliver = delivery(ports);
  const { findContact, waiting, wasSent } = ports;
  return async (event: AboutOrder, write: Write<Mail>): Promise<void> => {
    const { userId } = event.data;
    if (await wasSent(event.id)) return;
    const contact = await findContact(userId);
    if (contact !== undefined) return deliver(event, contact, write);
    await waiting.keep(userId, event);
    // It may have arrived just before the event began to wait, and then nobody else would look for the event.
    const late = await findContact(userId);
    if (late === undefined) return;
    await deliver(event, late, write);
    await waiting.drop(userId, event.id);
  };
};

/** Sends the mail, later when its mailbox got many; a shopper who is gone gets none, instead the order's address is erased once it is closed. */
const delivery =
  <Mail extends Letter>({ send, claim, wasSent, markSent, hasRoom, postpone, change, now }: Ports<Mail>) =>
  async (event: AboutOrder, contact: Contact | 'erased', write: Write<Mail>): Promise<void> => {
    const { id, data } = event;
    if (contact === 'erased') {
      await change(data.orderId, (order) => erase(order, now().getTime()));
      return;
    }
    if (!(await hasRoom(contact.email, id))) return postpone(event);
    // The same event may be handled twice at the same time.
    if (!(await claim(id))) throw MailInHand();
    // Who had it in hand before may have sent it since it was looked for.
    if (await wasSent(id)) return;
    await send(contact.email, write(contact));
    await markSent(id);
  };
