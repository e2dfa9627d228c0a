export { Html, html } from './html.ts';
export { type Allowed, Page, page } from './page.ts';
export { HTTPS_ONLY, securityHeaders } from './security-headers.ts';
