import * as z from 'zod/mini';

export const StripeClientConfig = z.object({ STRIPE_API_URL: z.string(), SITE_URL: z.url() });
