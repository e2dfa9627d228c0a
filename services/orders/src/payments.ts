import { readConfig } from '@cartless/lambda';
import { stripePayments } from './adapters/stripe-payments.ts';
import { PaymentConfig } from './config.ts';
import { lazy } from './lazy.ts';

/** The payment provider; apart from the container because its SDK is heavy and few functions use it. */
export const payments = /* @__PURE__ */ lazy(() => {
  const { STRIPE_SECRET_KEY, STRIPE_API_URL, SITE_URL } = readConfig(PaymentConfig);
  return stripePayments({ secretKey: STRIPE_SECRET_KEY, apiUrl: STRIPE_API_URL, siteUrl: SITE_URL });
});
