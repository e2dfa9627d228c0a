import {
  DeliveryGivenUp,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderPaid,
  OrderPaidV2,
  OrderRefunded,
  OrderUndelivered,
  PaymentReturned,
  ReaddressRefused,
  RefundFailed,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReshipOrdered,
  ReturnRequested,
  ReturnWithdrawn,
  ShipmentDelivered,
  ShipmentDispatched,
} from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { orderConfirmed } from '@cartless/mailer';
import { letters } from '../mails-service.ts';

// Of what was free, the confirmation says all.
const paid = async (event: OrderPaidV2 | OrderPaid) =>
  event.data.total.amount > 0 ? letters().step(event, { step: 'paid', amount: event.data.total }) : undefined;

export const handler = queueHandler(
  on(OrderConfirmed, (event) => {
    const { appName, mail, linkTo } = letters();
    const { data: order } = event;
    const { orderNumber, orderId } = order;
    return mail(event, ({ locale }) =>
      orderConfirmed(locale, { appName, order, orderNumber, link: linkTo(orderId) }),
    );
  }),
  on(OrderPaidV2, paid),
  on(OrderPaid, paid),
  on(ShipmentDispatched, (event) => letters().step(event, { ...event.data, step: 'shipped' })),
  on(ShipmentDelivered, (event) => letters().step(event, { step: 'delivered' })),
  on(OrderCompleted, (event) => letters().step(event, { step: 'completed' })),
  on(OrderCancelled, (event) =>
    letters().step(event, { step: event.data.reason === 'unpaid' ? 'cancelled-unpaid' : 'cancelled' }),
  ),
  on(ReturnRequested, (event) => letters().step(event, { step: 'return-requested' })),
  on(PaymentReturned, (event) =>
    letters().step(event, { step: 'payment-returned', amount: event.data.returned }),
  ),
  on(ReaddressRefused, (event) => letters().step(event, { ...event.data, step: 'address-refused' })),
  on(OrderUndelivered, (event) =>
    letters().step(event, { step: event.data.cause === 'lost' ? 'lost' : 'came-back' }),
  ),
  on(ReshipOrdered, (event) => letters().step(event, { step: 'sent-again' })),
  on(DeliveryGivenUp, (event) =>
    letters().step(event, {
      step: 'given-up',
      ...(event.data.value.amount > 0 && { amount: event.data.value }),
    }),
  ),
  on(ReturnApproved, (event) =>
    letters().step(event, { step: 'return-approved', until: event.data.arriveBy }),
  ),
  on(ReturnRejected, async (event) =>
    letters().step(event, { step: 'return-rejected', reason: await letters().whyRejected(event.data) }),
  ),
  on(ReturnWithdrawn, (event) =>
    letters().step(event, { step: event.data.by === 'system' ? 'return-lapsed' : 'return-withdrawn' }),
  ),
  on(ReturnReceived, (event) =>
    letters().step(event, { step: 'return-received', amount: event.data.refund }),
  ),
  // Who disputes a payment hears of it from the bank.
  on(RefundFailed, async (event) => {
    const { refund: amount, disputeId } = event.data;
    if (disputeId === undefined) await letters().step(event, { step: 'refund-failed', amount });
  }),
  on(OrderRefunded, async (event) => {
    const { refund: amount, disputeId } = event.data;
    if (disputeId === undefined) await letters().step(event, { step: 'refunded', amount });
  }),
);
