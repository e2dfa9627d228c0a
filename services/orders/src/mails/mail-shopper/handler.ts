import {
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderPaid,
  OrderPaidV2,
  OrderRefunded,
  OrderUndelivered,
  PaymentReturned,
  RefundFailed,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReturnRequested,
  ReturnWithdrawn,
} from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { orderConfirmed } from '@cartless/mailer';
import { type About as AboutParcel, letters } from '../mails-service.ts';
import { PARCEL_LETTERS } from '../parcel-letters.ts';

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
  on(OrderCompleted, (event) => letters().step(event, { step: 'completed' })),
  on(OrderCancelled, (event) =>
    letters().step(event, { step: event.data.reason === 'unpaid' ? 'cancelled-unpaid' : 'cancelled' }),
  ),
  on(ReturnRequested, (event) => letters().step(event, { step: 'return-requested' })),
  on(PaymentReturned, (event) =>
    letters().step(event, { step: 'payment-returned', amount: event.data.returned }),
  ),
  ...PARCEL_LETTERS.map(({ contract, letter }) =>
    on(contract, async (event) => {
      const written = letter(event.data);
      if (written) await letters().parcel(event as AboutParcel, written);
    }),
  ),
  // Told with its parcel. A release that was mailed of it may have left some in the queue.
  on(OrderUndelivered, async () => undefined),
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
