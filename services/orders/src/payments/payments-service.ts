import { lazy, readConfig, stageSecret } from '@cartless/lambda';
import type { Provider } from './payment-providers.ts';
import type { Payments } from './payments.ts';
import { stripePayments } from './stripe/stripe-client.ts';
import { StripeClientConfig } from './stripe/stripe-config.ts';

/** The clients of the providers, apart from what reads their events because their SDKs are heavy and few functions use them. */
const CLIENTS = {
  stripe: () => {
    const { STRIPE_API_URL, SITE_URL } = readConfig(StripeClientConfig);
    const key = stageSecret('STRIPE_SECRET_KEY_PARAMETER');
    return stripePayments({ key, apiUrl: STRIPE_API_URL, siteUrl: SITE_URL });
  },
} as const satisfies Record<Provider, () => Payments>;

/** The provider that shoppers pay by. */
const CHOSEN: Provider = 'stripe';

export const payments = /* @__PURE__ */ lazy((): Payments => CLIENTS[CHOSEN]());
