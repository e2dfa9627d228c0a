export { Html, html } from './html.ts';
export { Page, page } from './page.ts';
