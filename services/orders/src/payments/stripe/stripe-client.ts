import Stripe from 'stripe';
import type { Locale } from '@cartless/domain';
import type { Payments, RefundCall } from '../payments.ts';
import { ProviderUnavailable } from '../errors.ts';
import type { Order } from '../../ordering/order.ts';

/** A session lives at least 30 minutes at Stripe; the margin covers slow clocks. The shop closes it when time is over. */
const SESSION_MARGIN_MS = 40 * 60_000;
/** Refunds that gave nothing back after all. */
const UNDONE = new Set(['failed', 'canceled']);
const METHODS = ['card', 'alipay', 'wechat_pay'] as const;

type Settings = Readonly<{
  secretKey: string;
  /** Empty for Stripe itself; the address of a simulator otherwise. */
  apiUrl: string;
  siteUrl: string;
  /** How long one call may take, in milliseconds. */
  timeout?: number;
}>;

/** The payment provider, through its official SDK. Idempotency keys are derived from the order. */
export function stripePayments({ secretKey, apiUrl, siteUrl, timeout = 6000 }: Settings): Payments {
  const stripe = new Stripe(secretKey, {
    timeout,
    maxNetworkRetries: 1,
    telemetry: false,
    ...hostOf(apiUrl),
  });
  return {
    createSession: (order, locale) =>
      translated(async () => {
        const options = { idempotencyKey: `checkout-${order.orderId}` };
        const { id, url } = await stripe.checkout.sessions.create(sessionOf(order, locale, siteUrl), options);
        if (url === null) throw new Error(`the session ${id} has no page`);
        return { id, url };
      }),
    expireSession: (session) => translated(() => expire(stripe, session)),
    refund: (refund) => translated(() => giveBack(stripe, refund)),
    paidSince: (at) => translatedAll(paidSince(stripe, at)),
  };
}

const sessionOf = (order: Order, locale: Locale, siteUrl: string): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: order.orderId,
  metadata: { orderId: order.orderId },
  payment_intent_data: { metadata: { orderId: order.orderId } },
  allowed_payment_method_types: [...METHODS],
  locale: locale === 'zh-CN' ? 'zh' : 'en',
  // The same for every call of one order, because the key must always come with the same parameters.
  expires_at: Math.floor(((order.payBy ?? order.placedAt) + SESSION_MARGIN_MS) / 1000),
  success_url: `${siteUrl}/account/orders/${order.orderId}?payment=done`,
  cancel_url: `${siteUrl}/account/orders/${order.orderId}?payment=cancelled`,
  line_items: [
    ...order.lines.map(({ title, quantity, unitPrice }) =>
      item(title, quantity, unitPrice.amount, order.currency),
    ),
    ...(order.shippingFee > 0
      ? [item(locale === 'zh-CN' ? '运费' : 'Shipping', 1, order.shippingFee, order.currency)]
      : []),
  ],
});

const item = (name: string, quantity: number, amount: number, currency: string) => ({
  quantity,
  price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name } },
});

/**
 * The provider forgets idempotency keys after a day, so a refund that was tried before is first looked for. When less is
 * left than is owed, because somebody gave back in the dashboard, the rest is given, under a key of its own: the first
 * one is bound to the amount that it came with.
 */
async function giveBack(stripe: Stripe, { key, intent, amount, paid, orderId }: RefundCall) {
  let inAll = 0;
  let before: number | undefined;
  for await (const refund of stripe.refunds.list({ payment_intent: intent, limit: 100 })) {
    if (refund.metadata?.['key'] === key) before = refund.amount;
    if (!UNDONE.has(refund.status ?? '')) inAll += refund.amount;
  }
  if (before !== undefined) return { amount: before, inAll };
  const given = Math.min(amount, paid - inAll);
  if (given <= 0) return { amount: 0, inAll };
  const refund = { payment_intent: intent, amount: given, metadata: { orderId, key } };
  await stripe.refunds.create(refund, { idempotencyKey: given === amount ? key : `${key}-${given}` });
  return { amount: given, inAll: inAll + given };
}

async function expire(stripe: Stripe, session: string): Promise<void> {
  const { status } = await stripe.checkout.sessions.retrieve(session);
  if (status === 'open') await stripe.checkout.sessions.expire(session);
}

async function* paidSince(stripe: Stripe, at: number): ReturnType<Payments['paidSince']> {
  const created = { gte: Math.floor(at / 1000) };
  for await (const session of stripe.checkout.sessions.list({ status: 'complete', created, limit: 100 })) {
    const intent = session.payment_intent;
    if (session.payment_status !== 'paid' || intent === null || session.client_reference_id === null)
      continue;
    yield {
      orderId: session.client_reference_id,
      intent: typeof intent === 'string' ? intent : intent.id,
      amount: session.amount_total ?? 0,
      at: session.created * 1000,
    };
  }
}

const hostOf = (apiUrl: string): Stripe.StripeConfig => {
  if (apiUrl === '') return {};
  const { hostname, port, protocol } = new URL(apiUrl);
  return { host: hostname, port, protocol: protocol === 'http:' ? 'http' : 'https' };
};

const unavailable = (cause: unknown) => ProviderUnavailable({ cause, details: { retryAfter: 2 } });

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw unavailable(cause);
  }
}

async function* translatedAll<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (cause) {
    throw unavailable(cause);
  }
}
