import { writeFileSync } from 'node:fs';
import { orderNumber } from '@cartless/domain';
import { eventually } from '@cartless/eventually';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Api, apiAt } from './api.ts';
import { logInOnPage } from './log-in-page.ts';
import { ADDRESS, logInAdmin, logInDemo } from './shopper.ts';

/** When all of it happens, for the shop and its pages: a Tuesday, later than any clock that a machine may have. */
const THEN = '2035-03-13T10:00:00.000Z';
const THIS_HOUR = THEN.slice(0, 13);

/** Has the clock of a shop that is about to start stand at the moment of the pictures; it goes on from there. */
export const setClock = (file: string): void => writeFileSync(file, String(Date.parse(THEN) - Date.now()));

const TELEPHONE = { width: 390, height: 1300 } as const;
const DESK = { width: 1280, height: 900 } as const;
const LONG_DESK = { width: 1280, height: 1900 } as const;
type Account = 'demo' | 'admin';
type Look = Readonly<{
  address: string;
  size: Readonly<{ width: number; height: number }>;
  as?: Account;
  theme?: 'light' | 'dark';
}>;

/** An order's number is drawn by lot, and so is that of its parcel: a page is told these. */
const NUMBER = orderNumber(new Date(THEN), Uint8Array.of(12, 10, 25, 28, 21, 14, 11));
const PARCEL = 'SF0123456789012';
const BASKET = [
  { productId: 'prd_linen-dress', variantId: 'm_white', quantity: 1 },
  { productId: 'prd_gaiwan', quantity: 2 },
];

/** The main pages, each with what it is looked at on. */
export const LOOKS: Readonly<Record<string, Look>> = {
  'home.telephone': { address: '/', size: TELEPHONE },
  'home.desk': { address: '/', size: DESK },
  'home-dark.telephone': { address: '/', size: TELEPHONE, theme: 'dark' },
  'search.desk': { address: '/search?q=tea', size: DESK },
  'product.telephone': { address: '/product/prd_phone-six', size: TELEPHONE },
  'product.desk': { address: '/product/prd_phone-six', size: DESK },
  'basket.telephone': { address: '/basket', size: TELEPHONE },
  'checkout.desk': { address: '/checkout', size: DESK, as: 'demo' },
  'register.telephone': { address: '/account/register', size: TELEPHONE },
  'order.desk': { address: '/account/orders/{order}', size: DESK, as: 'demo' },
  'tracked.telephone': { address: `/track?number=${NUMBER}`, size: TELEPHONE, as: 'demo' },
  'reports.desk': { address: '/console/reports?compare=previous', size: LONG_DESK, as: 'admin' },
  'reports-dark.telephone': { address: '/console/reports', size: TELEPHONE, as: 'admin', theme: 'dark' },
  'products.desk': { address: '/console/products', size: DESK, as: 'admin' },
};

/** What the pages show that a new shop does not have: an order that is paid, with a parcel to send, and counted in the reports. */
export type Arranged = Readonly<{ shop: string; orderId: string; orderNumber: string }>;

/** Has the shop know what the pages show. It has to be new, and its clock to have been set by {@link setClock}. */
export async function arrange(shop: string): Promise<Arranged> {
  const api = apiAt(shop);
  const token = await logInDemo(api);
  const { body } = await api('GET', '/products/prd_desk-lamp');
  const { orderId } = (
    await api('POST', '/orders', {
      token,
      headers: { 'idempotency-key': 'the-order-of-the-pictures' },
      body: {
        items: [{ productId: 'prd_desk-lamp', quantity: 2, unitPrice: body['price'] }],
        shippingAddress: ADDRESS_IN_LATIN,
        paymentMethod: 'card',
      },
    })
  ).body;
  const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token })).body;
  await fetch(`${paymentUrl}/pay`, { method: 'POST', redirect: 'manual' });
  const { orderNumber } = await eventually(
    async () => (await api('GET', `/orders/${orderId}`, { token })).body,
    (order) => order['status'] === 'paid' && order['orderNumber'] !== null,
  );
  await eventually(
    async () => (await api('GET', `/shipments/${orderNumber}`, { token })).body,
    (parcel) => typeof parcel['trackingNumber'] === 'string',
  );
  await counted(api);
  return { shop, orderId: String(orderId), orderNumber: String(orderNumber) };
}

/** The letters that come with the browser have no Chinese ones. */
const ADDRESS_IN_LATIN = {
  ...ADDRESS,
  recipient: 'Lin Mei',
  line1: '88 Changle Road',
  city: 'Shanghai',
  region: 'Shanghai',
};

async function counted(api: Api): Promise<void> {
  const token = await logInAdmin(api);
  const day = THEN.slice(0, 10);
  await eventually(
    async () => (await api('GET', `/analytics/summary?from=${day}&to=${day}`, { token })).body,
    (summary) => JSON.stringify(summary).includes('25800'),
  );
}

/** Takes the picture of one page. */
export async function take(browser: Browser, name: string, arranged: Arranged): Promise<Buffer> {
  const look = LOOKS[name];
  if (look === undefined) throw new Error(`There is no look "${name}"`);
  const { address, size, as, theme = 'light' } = look;
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  // How long anything takes says nothing about it.
  context.setDefaultTimeout(0);
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(THEN);
    await page.goto(`${arranged.shop}/account/login`);
    await page.evaluate((basket) => localStorage.setItem('cartless:basket', basket), JSON.stringify(BASKET));
    if (as !== undefined) await logInOnPage(page, as);
    await tellSteadily(context, arranged);
    await page.goto(arranged.shop + address.replace('{order}', arranged.orderId));
    await page.locator('main h1').first().waitFor();
    return await steady(page);
  } finally {
    await context.close();
  }
}

/** Has the shop tell times by the hour, and the numbers of the pictures in place of those that were drawn. */
async function tellSteadily(context: BrowserContext, { shop, orderNumber }: Arranged): Promise<void> {
  await context.route(
    (url) => url.href.startsWith(shop),
    async (route) => {
      const request = route.request();
      if (request.resourceType() !== 'fetch') return route.continue();
      const response = await route.fetch({ url: request.url().replaceAll(NUMBER, orderNumber) });
      const body = (await response.text())
        .replaceAll(orderNumber, NUMBER)
        .replaceAll(new RegExp(`${THIS_HOUR}:[\\d:.]+Z`, 'g'), THEN)
        .replaceAll(/("trackingNumber":)"\w+"/g, `$1"${PARCEL}"`);
      return route.fulfill({ response, body });
    },
  );
}

/** The picture once all has come and two in a row are the same. */
async function steady(page: Page): Promise<Buffer> {
  await page.waitForLoadState('networkidle');
  await eventually(
    () =>
      page.evaluate<boolean>(`document.fonts.status === 'loaded' && [...document.images].every(({ complete }) => complete)
      && document.querySelector('[aria-busy=true]') === null`),
    (all) => all,
  );
  let before: Buffer = Buffer.alloc(0);
  const { now } = await eventually(
    async () => {
      const [earlier, now] = [before, await page.screenshot({ animations: 'disabled', caret: 'hide' })];
      before = now;
      return { now, same: now.equals(earlier) };
    },
    ({ same }) => same,
  );
  return now;
}
