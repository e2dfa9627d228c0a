import { idMaker, LETTERS_AND_DIGITS } from '../kit/ids.ts';
import type { Metadata } from './api/params.ts';

/** The version of Stripe's API whose shapes are imitated: the one the pinned SDK sends. */
export const API_VERSION = '2026-10-28.endive';

/** Stripe's look: 24 letters and digits. */
export const newId = idMaker(LETTERS_AND_DIGITS, 24);

export const PAYMENT_METHOD_TYPES = ['card', 'alipay', 'wechat_pay'] as const;
export type PaymentMethodType = (typeof PAYMENT_METHOD_TYPES)[number];

/** Amounts are in the currency's minor unit, times in seconds since 1970, as everywhere at Stripe. */
export interface CheckoutSession {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly livemode: false;
  readonly mode: 'payment';
  readonly ui_mode: 'hosted_page';
  readonly created: number;
  readonly expires_at: number;
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly cancel_url: string | null;
  readonly success_url: string;
  readonly client_reference_id: string | null;
  readonly client_secret: null;
  readonly customer: null;
  readonly customer_email: string | null;
  readonly locale: string | null;
  readonly metadata: Metadata;
  readonly allowed_payment_method_types: readonly PaymentMethodType[] | null;
  readonly payment_method_types: readonly PaymentMethodType[];
  readonly total_details: { amount_discount: 0; amount_shipping: 0; amount_tax: 0 };
  customer_details: { email: string | null; name: null; phone: null; address: null } | null;
  payment_intent: string | null;
  payment_status: 'unpaid' | 'paid';
  status: 'open' | 'complete' | 'expired';
  url: string | null;
}

export interface LineItem {
  readonly id: string;
  readonly object: 'item';
  readonly amount_discount: 0;
  readonly amount_subtotal: number;
  readonly amount_tax: 0;
  readonly amount_total: number;
  readonly currency: string;
  readonly description: string;
  readonly price: { id: string; object: 'price'; type: 'one_time'; currency: string; unit_amount: number };
  readonly quantity: number;
}

/**
 * What a bank says of a card that it does not take, by decline code: the error's code beside it, and the sentence for the shopper.
 * Source: docs.stripe.com/testing, cards that are declined.
 */
export const DECLINES = {
  generic_decline: { code: 'card_declined', message: 'Your card was declined.' },
  insufficient_funds: { code: 'card_declined', message: 'Your card has insufficient funds.' },
  lost_card: { code: 'card_declined', message: 'Your card was declined.' },
  stolen_card: { code: 'card_declined', message: 'Your card was declined.' },
  fraudulent: { code: 'card_declined', message: 'Your card was declined.' },
  expired_card: { code: 'expired_card', message: 'Your card has expired.' },
  incorrect_cvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  processing_error: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  authentication_required: {
    code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
} as const;
export type DeclineCode = keyof typeof DECLINES;
export const DECLINE_CODES = Object.keys(DECLINES) as readonly DeclineCode[];

export interface PaymentError {
  readonly type: 'card_error' | 'invalid_request_error';
  /** Of a card, the charge that was tried. */
  readonly charge?: string;
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
}

export interface PaymentIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly livemode: false;
  readonly created: number;
  readonly amount: number;
  readonly amount_capturable: 0;
  readonly capture_method: 'automatic_async';
  readonly confirmation_method: 'automatic';
  readonly currency: string;
  readonly customer: null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly allowed_payment_method_types: readonly PaymentMethodType[] | null;
  readonly payment_method_types: readonly PaymentMethodType[];
  amount_received: number;
  canceled_at: number | null;
  cancellation_reason: string | null;
  last_payment_error: PaymentError | null;
  latest_charge: string | null;
  payment_method: string | null;
  status: 'requires_payment_method' | 'succeeded' | 'canceled';
}

export interface Charge {
  readonly id: string;
  readonly object: 'charge';
  readonly livemode: false;
  readonly created: number;
  readonly amount: number;
  readonly amount_captured: number;
  readonly captured: true;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly paid: true;
  readonly payment_intent: string;
  readonly payment_method: string;
  readonly payment_method_details: Readonly<Record<string, unknown>>;
  readonly status: 'succeeded';
  amount_refunded: number;
  refunded: boolean;
  /** Absent in the files of earlier releases. */
  disputed?: boolean;
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly created: number;
  readonly amount: number;
  readonly charge: string;
  readonly currency: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  readonly receipt_number: null;
  status: RefundStatus;
  failure_reason?: string;
}

/** Source: docs.stripe.com/api/refunds/object, `status`; `requires_action` concerns methods that are not played. */
export const REFUND_STATUSES = ['pending', 'succeeded', 'failed', 'canceled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Source: docs.stripe.com/api/disputes/object, `status`. */
export const DISPUTE_STATUSES = [
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'appeal_under_review',
  'won',
  'lost',
  'prevented',
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** Money that a dispute moves on the shop's balance: withdrawn is negative, with the fee beside it. */
export interface BalanceTransaction {
  readonly id: string;
  readonly object: 'balance_transaction';
  readonly amount: number;
  readonly created: number;
  readonly currency: string;
  readonly description: string;
  readonly fee: number;
  readonly net: number;
  readonly source: string;
  readonly type: 'adjustment';
}

export interface Dispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly livemode: false;
  readonly created: number;
  readonly amount: number;
  readonly charge: string;
  readonly currency: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string;
  readonly evidence_details: {
    due_by: number | null;
    has_evidence: boolean;
    past_due: boolean;
    submission_count: number;
  };
  balance_transactions: readonly BalanceTransaction[];
  is_charge_refundable: boolean;
  status: DisputeStatus;
}

export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: unknown };
  readonly livemode: false;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
  pending_webhooks: number;
}
