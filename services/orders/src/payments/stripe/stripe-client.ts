import { cleaned } from '@cartless/domain';
import type { Secret } from '@cartless/lambda';
import type Stripe from 'stripe';
import type { Payments, RefundAnswer, RefundCall } from '../payments.ts';
import { refundStatus } from './provider-event.ts';
import { refusalOf, stripeCalls } from './stripe-calls.ts';
import { findDispute, listDisputes } from './stripe-disputes.ts';
import { fromStripe, toStripe } from './stripe-amount.ts';
import { type Order, payUntil } from '../../ordering/order.ts';

const METHODS = ['card', 'alipay', 'wechat_pay'] as const;

type Settings = Readonly<{
  key: Secret;
  /** Empty for Stripe itself; the address of a simulator otherwise. */
  apiUrl: string;
  siteUrl: string;
  /** How long one call may take, in milliseconds. */
  timeout?: number;
}>;

/** The payment provider, through its official SDK. Idempotency keys are derived from the order. */
export function stripePayments({ key, apiUrl, siteUrl, timeout = 6000 }: Settings): Payments {
  const { once, all } = stripeCalls(key, { timeout, ...hostOf(apiUrl) });
  return {
    createSession: (order) =>
      once(async (stripe) => {
        const options = { idempotencyKey: `page-${order.orderId}-${payUntil(order)}` };
        const { id, url } = await stripe.checkout.sessions.create(sessionOf(order, siteUrl), options);
        if (url === null) throw new Error(`the session ${id} has no page`);
        return { id, url };
      }),
    expireSession: (session) => once((stripe) => expire(stripe, session)),
    refund: (refund) => once((stripe) => giveBack(stripe, refund)),
    paidSince: (at) => all((stripe) => paidSince(stripe, at)),
    dispute: (id) => once((stripe) => findDispute(stripe, id)),
    disputes: (of) => all((stripe) => listDisputes(stripe, of)),
  };
}

const sessionOf = (order: Order, siteUrl: string): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: order.orderId,
  metadata: { orderId: order.orderId },
  payment_intent_data: { metadata: { orderId: order.orderId } },
  allowed_payment_method_types: [...METHODS],
  locale: order.locale === 'zh-CN' ? 'zh' : 'en',
  // The same for every call of one order, because the key must always come with the same parameters.
  expires_at: Math.floor((payUntil(order) ?? order.placedAt) / 1000),
  success_url: `${siteUrl}/account/orders/${order.orderId}?payment=done`,
  cancel_url: `${siteUrl}/account/orders/${order.orderId}?payment=cancelled`,
  line_items: [
    ...order.lines.map(({ title, quantity, unitPrice, discount }) =>
      discount === undefined
        ? item(title, quantity, unitPrice.amount, order.currency)
        : item(`${title} × ${quantity}`, 1, unitPrice.amount * quantity - discount, order.currency),
    ),
    ...(order.shippingFee > 0
      ? [item(order.locale === 'zh-CN' ? '运费' : 'Shipping', 1, order.shippingFee, order.currency)]
      : []),
  ],
});

const item = (name: string, quantity: number, amount: number, currency: string) => ({
  quantity,
  price_data: {
    currency: currency.toLowerCase(),
    unit_amount: toStripe(amount, currency),
    product_data: { name },
  },
});

/**
 * The provider forgets idempotency keys after a day, so a refund that was tried before is first looked for. When less is
 * left than is owed, because somebody gave back in the dashboard, the rest is given, under a key of its own: the first
 * one is bound to the amount that it came with. What is refused because somebody gave something back at this moment is looked
 * for once more.
 */
async function giveBack(stripe: Stripe, call: RefundCall): Promise<RefundAnswer> {
  const { key, intent, amount, paid, currency, orderId, refusals } = call;
  for (let known = await givenSoFar(stripe, call); ;) {
    const { before, inAll } = known;
    if (before !== undefined) return answerOf(before, currency, inAll);
    const given = Math.min(amount, paid - inAll);
    if (given <= 0) return { status: 'done', amount: 0, inAll };
    const refund = { payment_intent: intent, amount: toStripe(given, currency), metadata: { orderId, key } };
    const request = refusals === 0 ? key : `${key}-after-${refusals}`;
    const idempotencyKey = given === amount ? request : `${request}-${given}`;
    try {
      const made = await stripe.refunds.create(refund, { idempotencyKey });
      return answerOf(made, currency, inAll + given);
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      known = await givenSoFar(stripe, call);
      if (known.before === undefined && known.inAll === inAll) throw error;
    }
  }
}

/** What went back of a payment so far, and the refund of a key, if it was made. */
async function givenSoFar(
  stripe: Stripe,
  { key, intent, currency }: RefundCall,
): Promise<Readonly<{ before: Stripe.Refund | undefined; inAll: number }>> {
  let inAll = 0;
  let before: Stripe.Refund | undefined;
  for await (const refund of stripe.refunds.list({ payment_intent: intent, limit: 100 })) {
    if (refund.metadata?.['key'] === key) before = refund;
    if (refundStatus(refund.status) !== 'failed') inAll += fromStripe(refund.amount, currency);
  }
  return { before, inAll };
}

const answerOf = (
  { status, failure_reason: why, amount }: Stripe.Refund,
  currency: string,
  inAll: number,
) => ({
  status: refundStatus(status),
  ...(why !== undefined && { why: cleaned(why, 100) }),
  amount: fromStripe(amount, currency),
  inAll,
});

async function expire(stripe: Stripe, session: string): Promise<void> {
  const { status } = await stripe.checkout.sessions.retrieve(session);
  if (status === 'open') await stripe.checkout.sessions.expire(session);
}

async function* paidSince(stripe: Stripe, at: number): ReturnType<Payments['paidSince']> {
  const created = { gte: Math.floor(at / 1000) };
  for await (const session of stripe.checkout.sessions.list({ status: 'complete', created, limit: 100 })) {
    const intent = session.payment_intent;
    const { currency: theirs, amount_total: total, client_reference_id: orderId } = session;
    if (session.payment_status !== 'paid' || intent === null || orderId === null) continue;
    if (theirs === null || total === null) continue;
    const currency = theirs.toUpperCase();
    yield {
      orderId,
      intent: typeof intent === 'string' ? intent : intent.id,
      amount: fromStripe(total, currency),
      currency,
      at: session.created * 1000,
    };
  }
}

const hostOf = (apiUrl: string): Stripe.StripeConfig => {
  if (apiUrl === '') return {};
  const { hostname, port, protocol } = new URL(apiUrl);
  return { host: hostname, port, protocol: protocol === 'http:' ? 'http' : 'https' };
};
