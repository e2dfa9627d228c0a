import { lazy, readConfig } from '@cartless/lambda';
import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));

/** An address with `{token}` in it; it may begin with `{siteUrl}`. */
const template = () => z.string().check(z.regex(/^(?:https?:\/\/|\{siteUrl\}\/)\S*\{token\}\S*$/));

const StoreConfig = /* @__PURE__ */ z.object({ DB_TABLE_USERS: text() });
const SiteConfig = /* @__PURE__ */ z.object({ SITE_URL: z.url() });
const ShopConfig = /* @__PURE__ */ z.object({ APP_NAME: text() });
const TokenConfig = /* @__PURE__ */ z.object({
  ISSUER_URL: z.url(),
  SIGNING_KEY: text(),
  /** A private JWK; only on laptops, where there is no KMS. */
  LOCAL_SIGNING_KEY: z.optional(text()),
});
const ReportsConfig = /* @__PURE__ */ z.object({ REPORT_LETTERS_QUEUE_URL: text() });
const ReportMailConfig = /* @__PURE__ */ z.object({
  APP_NAME: text(),
  SENDER_EMAIL: text(),
  SITE_URL: z.url(),
  SES_CONFIGURATION_SET: z.optional(text()),
});
const MailConfig = /* @__PURE__ */ z.object({
  APP_NAME: text(),
  SENDER_EMAIL: text(),
  SITE_URL: z.url(),
  VERIFICATION_LINK_TEMPLATE: template(),
  PASSWORD_RESET_LINK_TEMPLATE: template(),
  SES_CONFIGURATION_SET: z.optional(text()),
});

/** Every function that touches accounts. */
export const storeConfig = /* @__PURE__ */ lazy(() => readConfig(StoreConfig));

/** Functions that send the browser on to the shop's pages. */
export const siteConfig = /* @__PURE__ */ lazy(() => readConfig(SiteConfig));

/** Functions that keep the shop's own name for the shop. */
export const shopConfig = /* @__PURE__ */ lazy(() => readConfig(ShopConfig));

/** Functions that issue tokens. SIGNING_KEY: the ARN of a KMS key. */
export const tokenConfig = /* @__PURE__ */ lazy(() => readConfig(TokenConfig));

/** What spreads weekly reports. */
export const reportsConfig = /* @__PURE__ */ lazy(() => readConfig(ReportsConfig));

/** What mails weekly reports. */
export const reportMailConfig = /* @__PURE__ */ lazy(() => readConfig(ReportMailConfig));

/** The mail worker. */
export const mailConfig = /* @__PURE__ */ lazy(() => readConfig(MailConfig));
