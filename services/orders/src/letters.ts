import type { Money } from '@cartless/domain';
import { readConfig } from '@cartless/lambda';
import { orderStep, type OrderStep, sesSender } from '@cartless/mailer';
import { findContact } from './adapters/contacts.ts';
import { markSent, wasSent } from './adapters/sent-mails.ts';
import { waitingMails } from './adapters/waiting-mails.ts';
import { type AboutOrder, mailShopper } from './application/mail-shopper.ts';
import { MailConfig } from './config.ts';
import { orders, store } from './container.ts';
import { lazy } from './lazy.ts';

type About = AboutOrder & Readonly<{ data: Readonly<{ orderNumber: string | null }> }>;
type Step = Readonly<{
  step: OrderStep;
  amount?: Money;
  carrier?: string | null;
  trackingNumber?: string | null;
}>;

/** What writes and sends the mails about orders. */
export const letters = /* @__PURE__ */ lazy(() => {
  const { MAIL_FROM, APP_NAME: appName, SITE_URL } = readConfig(MailConfig);
  const linkTo = (orderId: string) => `${SITE_URL}/account/orders/${orderId}`;
  const mail = mailShopper({
    findContact: findContact(store()),
    waiting: waitingMails(store()),
    wasSent: wasSent(store()),
    markSent: markSent(store()),
    send: sesSender(`${appName} <${MAIL_FROM}>`),
    ...orders,
  });
  return {
    appName,
    linkTo,
    mail,
    step: (event: About, facts: Step) =>
      mail(event, ({ locale }) => {
        const { orderNumber, orderId } = event.data;
        return orderStep(locale, { ...facts, appName, order: orderNumber ?? orderId, link: linkTo(orderId) });
      }),
  };
});
