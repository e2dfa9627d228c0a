import Stripe from 'stripe';
import { type Receiver, startReceiver } from '../kit/test-receiver.ts';
import { type PaymentSimulatorOptions, startPaymentSimulator } from './start-payment-simulator.ts';

export const WEBHOOK_SECRET = 'whsec_test';
export const SECRET_KEY = 'sk_test_shop';

/** The official SDK, pointed at a simulator the way the shop does it. */
export const stripeAt = (port: number, key = SECRET_KEY, options: Stripe.StripeConfig = {}): Stripe =>
  new Stripe(key, {
    host: 'localhost',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });

/** A checkout of two lines, 2 × ¥19.99 + ¥5.00 = ¥44.98. */
export const aCheckout = (
  overrides: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: 'ord_1',
  metadata: { orderId: 'ord_1' },
  payment_intent_data: { metadata: { orderId: 'ord_1' } },
  line_items: [
    {
      quantity: 2,
      price_data: { currency: 'cny', unit_amount: 1999, product_data: { name: 'Tea <green>' } },
    },
    { quantity: 1, price_data: { currency: 'cny', unit_amount: 500, product_data: { name: 'Shipping' } } },
  ],
  success_url: 'http://localhost:4000/orders/ord_1?paid={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:4000/orders/ord_1',
  ...overrides,
});

export interface ReceivedWebhook {
  readonly body: string;
  readonly signature: string;
}

/** A shop's webhook address. */
export async function startShopReceiver(): Promise<Receiver<ReceivedWebhook> & { types(): string[] }> {
  const receiver = await startReceiver('/hook', (headers, body): ReceivedWebhook => ({
    body,
    signature: String(headers['stripe-signature']),
  }));
  const types = (): string[] =>
    receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  return { ...receiver, types };
}

export interface TestShop {
  readonly stripe: Stripe;
  readonly port: number;
  readonly url: string;
  /** Presses a button of the hosted page. */
  press(sessionId: string, button: string, form?: Record<string, string>): Promise<Response>;
  page(sessionId: string, language?: string): Promise<Response>;
  control(path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

export async function startTestShop(options: Partial<PaymentSimulatorOptions> = {}): Promise<TestShop> {
  const simulator = await startPaymentSimulator({
    port: 0,
    webhookSecret: WEBHOOK_SECRET,
    secretKey: SECRET_KEY,
    minimumSessionSeconds: 1,
    ...options,
  });
  const { port, url } = simulator;
  return {
    port,
    url,
    stripe: stripeAt(port),
    press: (sessionId, button, form) =>
      fetch(`${url}/pay/${sessionId}/${button}`, {
        method: 'POST',
        redirect: 'manual',
        ...(form !== undefined && { body: new URLSearchParams(form) }),
      }),
    page: (sessionId, language = 'en') =>
      fetch(`${url}/pay/${sessionId}`, { headers: { 'accept-language': language } }),
    control: async (path, body) => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${url}/_control/${path}`, init);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    stop: () => simulator.stop(),
  };
}
