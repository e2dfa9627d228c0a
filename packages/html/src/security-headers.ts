/** The policy of what no browser has a reason to show. */
export const SHOWS_NOTHING = "default-src 'none'; frame-ancestors 'none'";

/**
 * The policy of the storefront: its own scripts, styles and letters, nothing inline; pictures of goods from wherever their owner keeps
 * them; calls to the shop alone. The hosted payment page is a page of its own, so nothing else is framed or sent to.
 */
export const SITE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The headers that every answer bears, whoever serves it: nothing is sniffed, framed or told to the next page. Source: OWASP REST
 * Security Cheat Sheet. HTTPS is asked for by whoever speaks it, see {@link HTTPS_ONLY}.
 *
 * @param policy the Content-Security-Policy; nothing at all when it is not given
 */
export const securityHeaders = (policy: string = SHOWS_NOTHING) =>
  ({
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  }) as const;

/** For what is served over HTTPS. A server that speaks plain HTTP must not send it. Source: RFC 6797, 7.2. */
export const HTTPS_ONLY = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
} as const;
