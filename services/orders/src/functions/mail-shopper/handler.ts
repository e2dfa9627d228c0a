import { OrderConfirmed } from '@cartless/domain';
import { on, queueHandler, readConfig } from '@cartless/lambda';
import { orderConfirmed, sesSender } from '@cartless/mailer';
import { findContact } from '../../adapters/contacts.ts';
import { markSent, wasSent } from '../../adapters/sent-mails.ts';
import { mailShopper } from '../../application/mail-shopper.ts';
import { MailConfig } from '../../config.ts';
import { store } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const wired = lazy(() => {
  const { MAIL_FROM, APP_NAME: appName, SITE_URL } = readConfig(MailConfig);
  const mail = mailShopper({
    findContact: findContact(store()),
    wasSent: wasSent(store()),
    markSent: markSent(store()),
    send: sesSender(`${appName} <${MAIL_FROM}>`),
  });
  return { appName, mail, link: (orderId: string) => `${SITE_URL}/account/orders/${orderId}` };
});

export const handler = queueHandler(
  on(OrderConfirmed, ({ id, data: order }) => {
    const { appName, mail, link } = wired();
    return mail(id, order.userId, ({ locale }) =>
      orderConfirmed(locale, { appName, order, orderNumber: order.orderNumber, link: link(order.orderId) }),
    );
  }),
);
