import { skuOf, toCloudEvent } from '@cartless/domain';
import { lazy, readConfig } from '@cartless/lambda';
import { orderStep, type OrderStep, sesSender } from '@cartless/mailer';
import { findContact } from '../accounts/contact-store.ts';
import { messageSender } from '@cartless/lambda/message-sender';
import { mailboxes } from './mailbox-store.ts';
import { sentMails } from './sent-mails-store.ts';
import { waitingMails } from './waiting-mails-store.ts';
import { type AboutOrder, mailShopper } from './mail-shopper.ts';
import { MailConfig } from '../config.ts';
import type { ParcelLetter } from './parcel-letters.ts';
import { numberOf } from '../returns/return.ts';
import { ground, orders } from '../service.ts';

export type About = AboutOrder & Readonly<{ data: Readonly<{ orderNumber: string | null }> }>;
type Step = Omit<ParcelLetter, 'items' | 'step'> &
  Readonly<{
    step: OrderStep;
    reason?: string;
    until?: string;
    items?: readonly Readonly<{ title: string; quantity: number }>[];
  }>;

/** The longest that a message can be delayed; a letter that has to wait longer is delayed again. */
const LATER_SECONDS = 900;

/** What writes and sends the mails about orders. */
export const letters = /* @__PURE__ */ lazy(() => {
  const { MAIL_FROM, APP_NAME: appName, SITE_URL, MAILS_QUEUE_URL } = readConfig(MailConfig);
  const queue = messageSender(MAILS_QUEUE_URL);
  const { items, now } = ground();
  const linkTo = (orderId: string) => `${SITE_URL}/account/orders/${orderId}`;
  const mail = mailShopper({
    findContact: findContact(items),
    waiting: waitingMails(items),
    ...sentMails(items, now),
    ...mailboxes(items, now),
    postpone: (event) => queue(JSON.stringify(toCloudEvent(event)), LATER_SECONDS),
    send: sesSender(`${appName} <${MAIL_FROM}>`),
    ...orders(),
  });
  const step = (event: About, facts: Step) =>
    mail(event, ({ locale }) => {
      const { orderNumber, orderId } = event.data;
      return orderStep(locale, { ...facts, appName, order: orderNumber ?? orderId, link: linkTo(orderId) });
    });
  return {
    appName,
    linkTo,
    mail,
    /** What the shop wrote about a return; events do not carry it. */
    async whyRejected({ orderId, returnId }: Readonly<{ orderId: string; returnId: string }>) {
      const { returns } = await orders().read(orderId);
      const { decision } = { decision: undefined, ...returns[numberOf(returnId) - 1] };
      return decision?.reason ?? '';
    },
    step,
    /** Events of parcels name goods by their ids; the order knows what they are called. */
    async parcel(event: About, { items, ...facts }: ParcelLetter): Promise<void> {
      if (items === undefined) return step(event, facts);
      const { lines } = await orders().read(event.data.orderId);
      const titles = new Map(lines.map((line) => [skuOf(line), line.title]));
      const named = items.flatMap(({ quantity, ...item }) => {
        const title = titles.get(skuOf(item));
        return title === undefined ? [] : [{ title, quantity }];
      });
      return step(event, { ...facts, items: named });
    },
  };
});
