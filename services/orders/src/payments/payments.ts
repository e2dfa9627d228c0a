import type { OrderId, PaymentFailureReason } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import type { DisputesAtProvider } from '../disputes/disputes-at-provider.ts';
import type { GivenBack } from './refund-moves.ts';

/** A refund as the provider is asked for it; `paid` is what arrived by that payment. */
export type RefundCall = Readonly<{
  key: string;
  intent: string;
  amount: number;
  paid: number;
  currency: string;
  orderId: OrderId;
  /**
   * How often it was refused because of a dispute, as it is written down: the provider answers a request that it refused the same way
   * ever after, so it is asked under another key; and under no other before that, or two who ask at the same time would be given it twice.
   */
  refusals: number;
}>;

/**
 * The payment provider. Every call carries a key, so that asking twice happens once. Amounts are minor units.
 * @throws AppError PAYMENT_PROVIDER_UNAVAILABLE for what may work later, PAYMENT_REFUSED for what will not
 */
export type Payments = DisputesAtProvider &
  Readonly<{
    /** The payment page of an order, the same however often it is asked for. */
    createSession(order: Order): Promise<Readonly<{ id: string; url: string }>>;
    /** Makes a session that nobody paid unusable; one that is closed already stays as it is. */
    expireSession(session: string): Promise<void>;
    /** Gives back, once per key, and no more than the provider still holds of the payment. @throws AppError PAYMENT_DISPUTED as well */
    refund(refund: RefundCall): Promise<RefundAnswer>;
    /** The payments that were completed since a time. */
    paidSince(at: number): AsyncIterable<Payment>;
  }>;

/** What became of a refund: it arrived, waits for the bank, or was refused. */
export type RefundAnswer = GivenBack & Readonly<{ status: 'done' | 'sent' | 'failed'; why?: string }>;

/** A refund of ours of which the provider tells something new. */
export type RefundNews = Readonly<{
  orderId: string;
  key: string;
  amount: number;
  status: RefundAnswer['status'];
  why?: string;
  at: number;
}>;

/** Money of a payment that went back, all of it together, as the provider tells of it. */
export type PaymentReturned = Readonly<{
  orderId: string;
  intent: string;
  refundedInAll: number;
  at: number;
}>;

/** A completed payment, as the provider tells of it; the amount in minor units. */
export type Payment = Readonly<{
  orderId: string;
  intent: string;
  amount: number;
  currency: string;
  at: number;
}>;

/** A try to pay that came to nothing; `attempt` is the same however often it is told. */
export type FailedPayment = Readonly<{
  orderId: string;
  attempt: string;
  reason: PaymentFailureReason;
  at: number;
}>;

/** An event of the provider, and what it tells of money, if anything. */
export type ProviderEvent = Readonly<{
  id: string;
  type: string;
  payment?: Payment;
  returned?: PaymentReturned;
  refund?: RefundNews;
  failure?: FailedPayment;
  /** Of which dispute it tells; how that stands, the provider is asked. */
  dispute?: Readonly<{ id: string }>;
}>;

type Headers = Readonly<Record<string, string | undefined>>;

/** The part of a provider that reads what it sends us. */
export type PaymentWebhook = Readonly<{
  /** Whether a call looks like one of this provider's; its signature is checked when it is read. */
  recognises(headers: Headers): boolean;
  /**
   * @throws AppError WEBHOOK_SIGNATURE_INVALID for what it did not send, or what is no event of it; SECRET_UNAVAILABLE
   *   when that cannot be told
   */
  read(headers: Headers, body: string, now: Date): Promise<ProviderEvent>;
}>;
