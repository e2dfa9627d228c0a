import { lazy, readConfig } from '@cartless/lambda';
import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));

/** An address with `{token}` in it; it may begin with `{siteUrl}`. */
const template = () => z.string().check(z.regex(/^(?:https?:\/\/|\{siteUrl\}\/)\S*\{token\}\S*$/));

/** Every function that touches accounts. */
export const storeConfig = /* @__PURE__ */ lazy(() => readConfig(z.object({ DB_TABLE_USERS: text() })));

/** Functions that send the browser on to the shop's pages. */
export const siteConfig = /* @__PURE__ */ lazy(() => readConfig(z.object({ SITE_URL: z.url() })));

/** Functions that keep the shop's own name for the shop. */
export const shopConfig = /* @__PURE__ */ lazy(() => readConfig(z.object({ APP_NAME: text() })));

/** Functions that issue tokens. SIGNING_KEY: the ARN of a KMS key. */
export const tokenConfig = /* @__PURE__ */ lazy(() =>
  readConfig(
    z.object({
      ISSUER_URL: z.url(),
      SIGNING_KEY: text(),
      /** A private JWK; only on laptops, where there is no KMS. */
      LOCAL_SIGNING_KEY: z.optional(text()),
    }),
  ),
);

/** What spreads weekly reports. */
export const reportsConfig = /* @__PURE__ */ lazy(() =>
  readConfig(z.object({ REPORT_LETTERS_QUEUE_URL: text() })),
);

/** What mails weekly reports. */
export const reportMailConfig = /* @__PURE__ */ lazy(() =>
  readConfig(
    z.object({
      APP_NAME: text(),
      SENDER_EMAIL: text(),
      SITE_URL: z.url(),
      SES_CONFIGURATION_SET: z.optional(text()),
    }),
  ),
);

/** The mail worker. */
export const mailConfig = /* @__PURE__ */ lazy(() =>
  readConfig(
    z.object({
      APP_NAME: text(),
      SENDER_EMAIL: text(),
      SITE_URL: z.url(),
      VERIFICATION_LINK_TEMPLATE: template(),
      PASSWORD_RESET_LINK_TEMPLATE: template(),
      SES_CONFIGURATION_SET: z.optional(text()),
    }),
  ),
);
