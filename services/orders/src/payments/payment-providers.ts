import type * as z from 'zod/mini';
import { StripeWebhookConfig } from './stripe/stripe-config.ts';
import { stripeWebhook } from './stripe/stripe-webhook.ts';
import type { PaymentWebhook } from './payments.ts';

type ReadSettings = <S extends z.ZodMiniType>(schema: S) => z.infer<S>;

/** What receives a provider's events: the settings that it needs of the environment, and the reader made from them. */
const receiver =
  <S extends z.ZodMiniType>(settings: S, webhook: (settings: z.infer<S>) => PaymentWebhook) =>
  (read: ReadSettings): PaymentWebhook =>
    webhook(read(settings));

/**
 * The payment providers whose events we take; their clients, which are heavy, stand by the same names in
 * `payments-service.ts`, and the compiler names the one that is missing.
 */
export const PROVIDERS = {
  stripe: receiver(StripeWebhookConfig, ({ STRIPE_WEBHOOK_SECRET }) => stripeWebhook(STRIPE_WEBHOOK_SECRET)),
} as const;
export type Provider = keyof typeof PROVIDERS;

/** The readers of all providers' events. @param read reads settings from the environment */
export const webhooksOf = (read: ReadSettings): readonly PaymentWebhook[] =>
  Object.values(PROVIDERS).map((receive) => receive(read));
