import type { PaymentFailureReason } from '@cartless/domain';

/**
 * Stripe's codes of errors and declines as our reasons; a decline code says more than the code beside it.
 * Source: docs.stripe.com/declines/codes, docs.stripe.com/error-codes.
 */
const REASONS: Readonly<Record<string, PaymentFailureReason>> = {
  insufficient_funds: 'insufficient-funds',
  card_velocity_exceeded: 'insufficient-funds',
  withdrawal_count_limit_exceeded: 'insufficient-funds',
  expired_card: 'card-expired',
  incorrect_cvc: 'wrong-details',
  invalid_cvc: 'wrong-details',
  incorrect_number: 'wrong-details',
  invalid_number: 'wrong-details',
  invalid_account: 'wrong-details',
  invalid_expiry_month: 'wrong-details',
  invalid_expiry_year: 'wrong-details',
  incorrect_zip: 'wrong-details',
  incorrect_address: 'wrong-details',
  incorrect_pin: 'wrong-details',
  authentication_required: 'not-authenticated',
  payment_intent_authentication_failure: 'not-authenticated',
  fraudulent: 'suspected-fraud',
  merchant_blacklist: 'suspected-fraud',
  lost_card: 'suspected-fraud',
  stolen_card: 'suspected-fraud',
  pickup_card: 'suspected-fraud',
  restricted_card: 'suspected-fraud',
  security_violation: 'suspected-fraud',
  payment_intent_payment_attempt_expired: 'given-up',
  payment_method_customer_decline: 'given-up',
  processing_error: 'provider-error',
  issuer_not_available: 'provider-error',
  reenter_transaction: 'provider-error',
  try_again_later: 'provider-error',
  payment_method_provider_timeout: 'provider-error',
  card_declined: 'declined',
  payment_intent_payment_attempt_failed: 'declined',
  payment_method_provider_decline: 'declined',
};

type Refused = Readonly<{ code?: string | undefined; decline_code?: string | undefined }>;

/** Why a payment failed; what Stripe calls by a name that is not known here is a decline when a bank declined it. */
export function failureReason({ code = '', decline_code: decline = '' }: Refused): PaymentFailureReason {
  return REASONS[decline] ?? REASONS[code] ?? 'other';
}
