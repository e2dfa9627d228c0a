import { json } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderLimits } from './order-limits/limit-settings.ts';
import type { Terms } from './ordering/new-order.ts';
import { ShippingRules } from './ordering/shipping-fee.ts';
import { Seller } from './invoices/seller.ts';
import { TaxRules } from './tax/tax-rules.ts';

/** Where the data are; every function needs it. */
export const StoreConfig = z.object({ DB_TABLE_ORDERS: z.string() });

export const CurrencyConfig = z.object({ CURRENCY: z.string().check(z.regex(/^[A-Z]{3}$/)) });

/** What depends on where an order goes. */
export const PlaceConfig = z.object({ SHIPPING_RULES: json(ShippingRules), TAX_RULES: json(TaxRules) });

/** How much one shopper may order, by how well the account is known. */
export const LimitsConfig = z.object({ ORDER_LIMITS: json(OrderLimits) });

/** What it costs, how long its shopper has to pay, and how much one shopper may order. */
export const TermsConfig = z.extend(PlaceConfig, {
  ...CurrencyConfig.shape,
  /** At most the longest delay of an SQS queue. */
  PAY_WITHIN_SECONDS: z.coerce.number().check(z.int(), z.gte(1), z.lte(900)),
  ...LimitsConfig.shape,
});

/** The terms under which orders are placed, as the settings name them. */
export const termsIn = (config: z.infer<typeof TermsConfig>): Terms => ({
  currency: config.CURRENCY,
  payWithinMs: config.PAY_WITHIN_SECONDS * 1000,
  shipping: config.SHIPPING_RULES,
  tax: config.TAX_RULES,
  limits: config.ORDER_LIMITS,
});

const days = z.coerce.number().check(z.gt(0));
const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);

/** How long somebody has to decide about what did not arrive, and whether the fee of what came back is kept. */
export const UndeliveredConfig = z.object({
  UNDELIVERED_DEFAULT_DAYS: days,
  UNDELIVERED_KEEP_FEE: flag,
});

export const WebhookConfig = z.object({ PAYMENTS_QUEUE_URL: z.string(), DISPUTES_QUEUE_URL: z.string() });
/** Who issues invoices, by which calendar, and for how many years after that of issue they are kept. */
export const InvoiceConfig = z.object({
  SELLER: json(Seller),
  TIME_ZONE: z.string().check(z.refine(isTimeZone, 'it is no IANA time zone')),
  INVOICE_YEARS: z.coerce.number().check(z.int(), z.gte(1), z.lte(100)),
});

export const ContactConfig = z.object({ MAILS_QUEUE_URL: z.string() });

export const MailConfig = z.object({
  MAIL_FROM: z.string(),
  APP_NAME: z.string(),
  SITE_URL: z.url(),
  MAILS_QUEUE_URL: z.string(),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
