import { ApiError } from '../api/api-error.ts';
import type { Params } from '../api/params.ts';
import type { SessionRecord } from '../payment-state.ts';
import { nowInSeconds, type Simulator } from '../simulator.ts';
import { type LineItem, newId } from '../stripe-objects.ts';
import { readLineItems } from './read-line-items.ts';
import { readPaymentMethods } from './read-payment-methods.ts';

const MAX_SESSION_SECONDS = 24 * 60 * 60;
const MAX_AMOUNT = 99_999_999;
// Stripe's own list: plain `zh`, and no `zh-CN`.
const LOCALES = (
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ' +
  'ro ru sk sl sv th tr vi zh zh-HK zh-TW'
).split(' ');

/** Carries out `POST /v1/checkout/sessions`. As at Stripe, the payment intent exists only once the shopper tries to pay. */
export function createSession(simulator: Simulator, params: Params, apiVersion: string): SessionRecord {
  params.required('mode', params.oneOf('mode', ['payment']));
  params.oneOf('ui_mode', ['hosted_page', 'hosted']);
  params.ignore(
    'billing_address_collection',
    'custom_text',
    'customer_creation',
    'origin_context',
    'submit_type',
  );
  const lineItems = readLineItems(params);
  const created = nowInSeconds(simulator);
  const id = newId('cs_test');
  const total = totalOf(lineItems);
  const record: SessionRecord = {
    session: {
      id,
      object: 'checkout.session',
      livemode: false,
      mode: 'payment',
      ui_mode: 'hosted_page',
      created,
      expires_at: readExpiry(params, created, simulator.minimumSessionSeconds),
      amount_subtotal: total,
      amount_total: total,
      currency: lineItems[0]?.currency ?? '',
      cancel_url: readUrl(params, 'cancel_url') ?? null,
      success_url: params.required('success_url', readUrl(params, 'success_url')),
      client_reference_id: params.text('client_reference_id', 200) ?? null,
      client_secret: null,
      customer: null,
      customer_email: readEmail(params) ?? null,
      locale: params.oneOf('locale', LOCALES) ?? null,
      metadata: params.metadata(),
      ...readPaymentMethods(params, apiVersion),
      total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      customer_details: null,
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      url: `${simulator.publicUrl}/pay/${id}`,
    },
    lineItems,
    intent: readIntentData(params),
  };
  params.refuseUnread();
  simulator.state.sessions.set(id, record);
  simulator.changed();
  return record;
}

function totalOf(lines: readonly LineItem[]): number {
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  const param = 'line_items';
  if (total > MAX_AMOUNT) {
    throw new ApiError(`The total must be at most ${MAX_AMOUNT}`, { code: 'amount_too_large', param });
  }
  if (total < 1) throw new ApiError('The total must be at least 1', { code: 'amount_too_small', param });
  return total;
}

function readExpiry(params: Params, created: number, minimum: number): number {
  const param = 'expires_at';
  const expiresAt = params.integer(param, { max: 99_999_999_999 });
  if (expiresAt === undefined) return created + MAX_SESSION_SECONDS;
  if (expiresAt < created + minimum) {
    const least = minimum < 120 ? `${minimum} seconds` : `${Math.round(minimum / 60)} minutes`;
    const message = `The \`expires_at\` timestamp must be at least ${least} from Checkout Session creation.`;
    throw new ApiError(message, { param });
  }
  if (expiresAt > created + MAX_SESSION_SECONDS) {
    const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.';
    throw new ApiError(message, { param });
  }
  return expiresAt;
}

function readUrl(params: Params, name: string): string | undefined {
  const value = params.text(name);
  if (value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw new ApiError('Not a valid URL', { code: 'url_invalid', param: name });
}

function readEmail(params: Params): string | undefined {
  const email = params.text('customer_email', 512);
  if (email === undefined || /^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new ApiError(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'customer_email' });
}

function readIntentData(params: Params): SessionRecord['intent'] {
  const data = params.nested('payment_intent_data');
  data?.ignore('receipt_email', 'statement_descriptor_suffix');
  return { metadata: data?.metadata() ?? {}, description: data?.text('description', 1000) ?? null };
}
