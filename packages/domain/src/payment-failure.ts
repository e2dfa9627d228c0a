import * as z from 'zod/mini';

/** Why a try to pay came to nothing, in words that hold for every provider. Contracts keep exactly these. */
export const PAYMENT_FAILURE_REASONS = [
  'insufficient-funds',
  'card-expired',
  'wrong-details',
  'not-authenticated',
  'suspected-fraud',
  'declined',
  'given-up',
  'provider-error',
  'other',
] as const;
export const PaymentFailureReason = z.enum(PAYMENT_FAILURE_REASONS);
export type PaymentFailureReason = z.infer<typeof PaymentFailureReason>;
