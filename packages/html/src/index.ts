export { Html, html } from './html.ts';
export { type Allowed, Page, page } from './page.ts';
export { HTTPS_ONLY, securityHeaders, SITE_POLICY } from './security-headers.ts';
