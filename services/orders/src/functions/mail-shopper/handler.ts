import {
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderPaid,
  OrderRefunded,
  ReturnRequested,
  ShipmentDelivered,
  ShipmentDispatched,
} from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { orderConfirmed } from '@cartless/mailer';
import { letters } from '../../letters.ts';

export const handler = queueHandler(
  on(OrderConfirmed, ({ id, data: order }) => {
    const { appName, mail, linkTo } = letters();
    const { orderNumber, orderId } = order;
    return mail(id, order, ({ locale }) =>
      orderConfirmed(locale, { appName, order, orderNumber, link: linkTo(orderId) }),
    );
  }),
  on(OrderPaid, ({ id, data }) => letters().step(id, data, { step: 'paid', amount: data.total })),
  on(ShipmentDispatched, ({ id, data }) => letters().step(id, data, { ...data, step: 'shipped' })),
  on(ShipmentDelivered, ({ id, data }) => letters().step(id, data, { step: 'delivered' })),
  on(OrderCompleted, ({ id, data }) => letters().step(id, data, { step: 'completed' })),
  on(OrderCancelled, ({ id, data }) =>
    letters().step(id, data, { step: data.reason === 'unpaid' ? 'cancelled-unpaid' : 'cancelled' }),
  ),
  on(ReturnRequested, ({ id, data }) => letters().step(id, data, { step: 'return-requested' })),
  on(OrderRefunded, ({ id, data }) => letters().step(id, data, { step: 'refunded', amount: data.refund })),
);
