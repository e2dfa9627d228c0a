export { DEMO_ACCOUNTS } from '../gateway/index-page.ts';
export { logLine } from './log-line.ts';
export { type Shop, startShop } from './start-shop.ts';
