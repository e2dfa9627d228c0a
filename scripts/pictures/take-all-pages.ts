import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventually } from '@cartless/eventually';
import { readPorts } from '@cartless/local-aws';
import type { Browser, BrowserContext } from 'playwright-core';
import { apiAt } from '../../test/e2e/api.ts';
import { startBrowser } from '../../test/e2e/browser.ts';
import { logInOnPage } from '../../test/e2e/log-in-page.ts';
import { logInDemo, orderOne } from '../../test/e2e/shopper.ts';

const ports = readPorts();
const shop = process.env['SHOP_URL'] ?? `http://localhost:${ports.gateway}`;
const folder = join(dirname(dirname(import.meta.dirname)), '.cartless/pictures');
const WIDTHS = { telephone: 390, tablet: 820, desk: 1280 } as const;
const LANGUAGES = ['en', 'zh-CN'] as const;
const THEMES = ['light', 'dark'] as const;

type Account = 'demo' | 'admin' | undefined;
type Pages = Readonly<Record<string, readonly [as: Account, address: string]>>;

const pagesOf = (orderId: string, orderNumber: string): Pages => ({
  home: [undefined, '/'],
  search: [undefined, '/search?q=tea'],
  nothing: [undefined, '/search?q=xyzzy'],
  product: [undefined, '/product/prd_phone-six'],
  'product-plain': [undefined, '/product/prd_gaiwan'],
  basket: [undefined, '/basket'],
  track: [undefined, '/track'],
  login: [undefined, '/account/login'],
  register: [undefined, '/account/register'],
  'forgot-password': [undefined, '/account/forgot-password'],
  missing: [undefined, '/nowhere'],
  checkout: ['demo', '/checkout'],
  account: ['demo', '/account'],
  addresses: ['demo', '/account/addresses'],
  security: ['demo', '/account/security'],
  orders: ['demo', '/account/orders'],
  order: ['demo', `/account/orders/${orderId}`],
  tracked: ['demo', `/track?number=${orderNumber}`],
  ...Object.fromEntries(
    'reports orders returns refunds disputes parcels products products/new products/import promotions users system'
      .split(' ')
      .map((name) => [`console-${name.replace('/', '-')}`, ['admin', `/console/${name}`] as const]),
  ),
  local: [undefined, '/local'],
  mailbox: [undefined, `http://localhost:${ports.mailbox}`],
  payments: [undefined, `http://localhost:${ports.payments}`],
  carrier: [undefined, `http://localhost:${ports.carrier}`],
});

/** What lies in every basket, so that there is something to see there and at the checkout. */
const BASKET = JSON.stringify([
  { productId: 'prd_gaiwan', quantity: 1 },
  { productId: 'prd_jasmine-tea', quantity: 2 },
]);

/**
 * Takes a picture of every page of the running shop, in both languages, on a telephone, a tablet and a desk, in the light and in the dark,
 * for somebody to look at.
 *
 * @param only how the names of the pages begin that are wanted
 */
export async function takeAllPages(only: string): Promise<void> {
  const pages = pagesOf(...(await orderToShow()));
  await mkdir(folder, { recursive: true });
  const browser = await startBrowser();
  try {
    for (const language of LANGUAGES)
      for (const theme of THEMES)
        for (const [size, width] of Object.entries(WIDTHS))
          await takeAll(browser, wantedOf(pages, only), { language, theme, size, width });
  } finally {
    await browser.close();
  }
}

const wantedOf = (pages: Pages, only: string): Pages =>
  Object.fromEntries(Object.entries(pages).filter(([name]) => name.startsWith(only)));

async function orderToShow(): Promise<[orderId: string, orderNumber: string]> {
  const api = apiAt(shop);
  const token = await logInDemo(api);
  const { orderId } = (await orderOne(api, token)).body;
  const { orderNumber } = await eventually(
    async () => (await api('GET', `/orders/${String(orderId)}`, { token })).body,
    (order) => order['orderNumber'] !== null,
  );
  return [String(orderId), String(orderNumber)];
}

type Look = Readonly<{ language: string; theme: 'light' | 'dark'; size: string; width: number }>;

async function takeAll(
  browser: Browser,
  wanted: Pages,
  { language, theme, size, width }: Look,
): Promise<void> {
  for (const account of [undefined, 'demo', 'admin'] as const) {
    const pages = Object.entries(wanted).filter(([, [as]]) => as === account);
    if (pages.length === 0) continue;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      locale: language,
      reducedMotion: 'reduce',
    });
    await context.addInitScript((lines) => localStorage.setItem('cartless:basket', lines), BASKET);
    if (account !== undefined) await logIn(context, account);
    const page = await context.newPage();
    for (const [name, [, address]] of pages) {
      await page.goto(new URL(address, shop).href);
      await page.waitForLoadState('networkidle');
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      const file = `${name}.${language}.${theme}.${size}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
      console.log(`${file}${Number(wide) > 0 ? `: ${Number(wide)} px wider than the screen` : ''}`);
    }
    await context.close();
  }
}

async function logIn(context: BrowserContext, username: Exclude<Account, undefined>): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${shop}/account/login`);
  await logInOnPage(page, username);
  await page.close();
}
