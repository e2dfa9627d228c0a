import { lazy, readConfig } from '@cartless/lambda';
import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));

/** What says who issues tokens, and at which address of the shop they are renewed. */
export const issuerConfig = /* @__PURE__ */ lazy(() =>
  readConfig(z.object({ ISSUER_URL: z.url(), SITE_URL: z.url() })),
);

/** What shows the keys. SIGNING_KEYS: ARNs of KMS keys, the one that signs first. */
export const keysConfig = /* @__PURE__ */ lazy(() =>
  readConfig(
    z.object({
      SIGNING_KEYS: text(),
      /** A private JWK; only on laptops, where there is no KMS. */
      LOCAL_SIGNING_KEY: z.optional(text()),
    }),
  ),
);
