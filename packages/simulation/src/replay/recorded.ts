import type { Courier } from '../shop/courier.ts';
import type { PaymentProvider } from '../shop/payments.ts';
import type { Recording } from './recording.ts';

/** What happens at the payment provider happens when everything before it is over, and is written down. */
export function recordPayments(payments: PaymentProvider, recording: Recording): void {
  const real = {
    pay: payments.pay.bind(payments),
    decline: payments.decline.bind(payments),
    refundsCome: payments.refundsCome.bind(payments),
    settleRefunds: payments.settleRefunds.bind(payments),
    dispute: payments.dispute.bind(payments),
    decide: payments.decide.bind(payments),
  };
  const recorded: Pick<PaymentProvider, keyof typeof real> = {
    pay: (orderId) => {
      void recording.do({ kind: 'pay', orderId }, () => real.pay(orderId));
      return true;
    },
    decline: (orderId) => void recording.do({ kind: 'decline', orderId }, () => real.decline(orderId)),
    refundsCome: (status) =>
      void recording.do({ kind: 'refunds-come', status }, () => real.refundsCome(status)),
    settleRefunds: (status) =>
      void recording.do({ kind: 'settle-refunds', status }, () => real.settleRefunds(status)),
    dispute: (orderId, wish) =>
      void recording.do(
        (opened) => {
          if (opened === undefined) return undefined;
          const { payment_intent: intent, amount } = opened;
          const { inquiry, reason } = wish;
          return { kind: 'dispute', intent, amount, inquiry, reason };
        },
        () => real.dispute(orderId, wish),
      ),
    decide: (id, move) =>
      void recording.do(
        (made) => (made === undefined ? undefined : { kind: 'decide-dispute', id, move: made }),
        () => real.decide(id, move),
      ),
  };
  Object.assign(payments, recorded);
}

/** The same for what befalls parcels. */
export function recordCourier(courier: Courier, recording: Recording): void {
  const befall = courier.befall.bind(courier);
  const recorded: Courier['befall'] = (code, fate) => {
    void recording.do({ kind: 'befall', code, fate }, () => befall(code, fate));
    return true;
  };
  Object.assign(courier, { befall: recorded });
}
