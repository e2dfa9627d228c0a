import * as z from 'zod/mini';

export const StripeWebhookConfig = z.object({ STRIPE_WEBHOOK_SECRET: z.string().check(z.minLength(1)) });

export const StripeClientConfig = z.object({
  STRIPE_SECRET_KEY: z.string().check(z.minLength(1)),
  STRIPE_API_URL: z.string(),
  SITE_URL: z.url(),
});
