import { stageSecret } from '@cartless/lambda';
import { stripeWebhook } from './stripe/stripe-webhook.ts';
import type { PaymentWebhook } from './payments.ts';

/**
 * The payment providers whose events we take, each with the secrets that it needs; their clients, which are heavy, stand by
 * the same names in `payments-service.ts`, and the compiler names the one that is missing.
 */
export const PROVIDERS = {
  stripe: () => stripeWebhook(stageSecret('STRIPE_WEBHOOK_SECRET_PARAMETER')),
} as const satisfies Readonly<Record<string, () => PaymentWebhook>>;
export type Provider = keyof typeof PROVIDERS;

/** The readers of all providers' events. */
export const paymentWebhooks = (): readonly PaymentWebhook[] =>
  Object.values(PROVIDERS).map((webhook) => webhook());
