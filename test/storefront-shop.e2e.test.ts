import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { type Api, apiAt } from './e2e/api.ts';
import { differenceFrom } from './e2e/baseline.ts';
import { startBrowser } from './e2e/browser.ts';
import { arrange, type Arranged, LOOKS, setClock, take } from './e2e/looks.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, logInAdmin } from './e2e/shopper.ts';

describe('the shop in a real browser', () => {
  let shop: RunningShop;
  let browser: Browser;
  let api: Api;

  beforeAll(async () => {
    const clock = join(mkdtempSync(join(tmpdir(), 'cartless-clock-')), 'ahead');
    setClock(clock);
    [shop, browser] = await Promise.all([startRunningShop({ clock }), startBrowser({ ownLetters: true })]);
    api = apiAt(shop.url);
  });
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (shop as RunningShop | undefined)?.stop();
  });

  async function open(path: string, locale = 'en-US') {
    const context = await browser.newContext({ locale });
    // How long anything takes says nothing about it.
    context.setDefaultTimeout(0);
    const page = await context.newPage();
    await page.goto(shop.url + path);
    return { context, page };
  }

  /** Logs the demo shopper in as the log-in page does: by cookies, and a note of who it is. */
  async function logIn(context: BrowserContext, page: Page): Promise<void> {
    const answer = await context.request.post(`${shop.url}/session`, {
      headers: { 'x-requested-with': 'page' },
      data: { identifier: 'demo', password: 'Demo-pass-2026' },
    });
    const { userId } = (await answer.json()) as { userId: string };
    await page.evaluate(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      [`cartless:${shop.url}:user`, JSON.stringify({ userId })],
    );
    await page.reload();
  }

  async function fillAddress(page: Page): Promise<void> {
    await page.getByLabel('Country or region').selectOption('CN');
    await page.getByLabel('Recipient').fill(ADDRESS.recipient);
    await page.getByLabel('Phone').fill(ADDRESS.phone);
    await page.getByLabel('Province or state').fill(ADDRESS.region);
    await page.getByLabel('City').fill(ADDRESS.city);
    await page.getByLabel('Street and number').fill(ADDRESS.line1);
    await page.getByLabel('Postal code').fill(ADDRESS.postalCode);
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByRole('radio', { name: ADDRESS.recipient, exact: false }).waitFor();
  }

  const ordersPlaced = (page: Page): Request[] => {
    const placed: Request[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname === '/orders') placed.push(request);
    });
    return placed;
  };

  // First of all, while the shop is as every new shop is.
  describe('looks as it did when somebody last found it good', () => {
    let arranged: Arranged;
    beforeAll(async () => {
      arranged = await arrange(shop.url);
    });

    it.each(Object.keys(LOOKS))('on %s', async (name) => {
      expect(await differenceFrom(name, await take(browser, name, arranged))).toBeUndefined();
    });
  });

  it('is searched while one types, narrowed down, and found again by its address', async () => {
    const { context, page } = await open('/');
    await page.getByRole('heading', { level: 1, name: 'Good things, bought directly' }).waitFor();
    await page.getByRole('link', { name: 'See everything' }).click();
    await page.getByRole('searchbox').pressSequentially('linen');
    await page.getByRole('heading', { name: 'Results for “linen”' }).waitFor();
    await page.getByRole('link', { name: 'Linen summer dress' }).waitFor();
    await page.getByLabel('Category').selectOption('clothing');
    await page.waitForURL(/category=clothing/);
    await page.getByLabel('Order').selectOption('price');
    await page.waitForURL(/sort=price/);
    const titles = () => page.locator('article').getByRole('link').allInnerTexts();
    const found = await eventually(titles, (all) => all.length > 1 && !all.some((one) => /duvet/i.test(one)));
    const again = await context.newPage();
    await again.goto(page.url());
    expect(await again.getByRole('searchbox').inputValue()).toBe('linen');
    await eventually(
      () => again.locator('article').getByRole('link').allInnerTexts(),
      (all) => JSON.stringify(all) === JSON.stringify(found),
    );
    await context.close();
  });

  it('searches for what was typed while the results were still on their way', async () => {
    const { context, page } = await open('/');
    await page.getByRole('link', { name: 'See everything' }).waitFor();
    // In one go, as on a slow machine: the page is another one only afterwards.
    await page.evaluate(`{
      [...document.querySelectorAll('a')].find(({ textContent }) => textContent === 'See everything').click();
      const input = document.querySelector('input[type=search]');
      input.focus();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'linen');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }`);
    await page.getByRole('heading', { name: 'Results for “linen”' }).waitFor();
    await page.waitForLoadState('networkidle');
    // Whoever types still is not led away from it to the page that has come.
    expect(await page.evaluate('document.activeElement.name')).toBe('q');
    await page.keyboard.type(' dress');
    await page.getByRole('heading', { name: 'Results for “linen dress”' }).waitFor();

    await page.goto(shop.url);
    await page.getByRole('searchbox').fill('linen');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('heading', { name: 'Results for “linen”' }).waitFor();
    await eventually(
      () => page.evaluate<string>('document.activeElement.id'),
      (focused) => focused === 'main',
    );
    await context.close();
  });

  it('sells to who buys at once: one order, whatever is pressed, paid on the page of the provider', async () => {
    const { context, page } = await open('/product/prd_linen-dress');
    await page.getByRole('button', { name: 'Buy now' }).click();
    await page.getByRole('alert').filter({ hasText: 'Choose Size' }).waitFor();
    await page.getByRole('radio', { name: 'S', exact: true }).check();
    await page.getByRole('radio', { name: 'white' }).check();
    await page.getByRole('button', { name: 'Buy now' }).click();
    // Nobody is asked who they are before this, and what was chosen is kept.
    await page.getByRole('heading', { name: 'Log in to order' }).waitFor();
    await page.getByLabel('User name or e-mail').fill('demo');
    await page.getByLabel('Password', { exact: true }).fill('Demo-pass-2026');
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
    await fillAddress(page);
    const orders = async () => (await api('GET', '/orders', { token: await tokenOf(context) })).body['items'];
    const before = (await orders()).length;
    const placed = ordersPlaced(page);
    await page.getByRole('button', { name: 'Order and pay' }).dblclick();
    await page.waitForURL(`http://localhost:${shop.ports.payments}/pay/**`);
    expect(placed).toHaveLength(1);
    await fetch(`${page.url()}/pay`, { method: 'POST', redirect: 'manual' });
    const [order] = await eventually(
      orders,
      (all: { status: string }[]) => all.length > before && all[0]?.status !== 'placed',
    );
    expect(order).toMatchObject({ total: { amount: 29900, currency: 'CNY' } });
    await context.close();
  });

  it('places one order, though its answer is lost, its payment does not open, and the page is loaded anew', async () => {
    const { context, page } = await open('/');
    await logIn(context, page);
    await page.goto(`${shop.url}/checkout?product=prd_gaiwan&quantity=1`);
    const orders = async () => (await api('GET', '/orders', { token: await tokenOf(context) })).body['items'];
    const before = (await orders()).length;
    await page.getByLabel('I want an invoice').check();
    await page.getByLabel('In whose name').fill('Lin & Co');
    await page.getByLabel('Note for us').fill('Ring twice');
    await page.getByTestId('total').click();
    const placing = `${shop.url}/orders`;
    await page.route(placing, async (route) => {
      await route.fetch();
      await route.abort();
    });
    const press = () => page.getByRole('button', { name: 'Order and pay' }).click();
    await press();
    await page.getByText('The shop cannot be reached').waitFor();
    await page.unroute(placing);
    const paying = /\/orders\/ord_\w+\/payment$/;
    await page.route(paying, (route) =>
      route.fulfill({ status: 500, json: { status: 500, code: 'INTERNAL_ERROR' } }),
    );
    await page.reload();
    await press();
    await page.getByRole('heading', { name: 'The order is placed, the payment page did not open' }).waitFor();
    await page.unroute(paying);
    await page.reload();
    expect(await page.getByLabel('Note for us').inputValue()).toBe('Ring twice');
    await press();
    await page.waitForURL(`http://localhost:${shop.ports.payments}/pay/**`);
    const after = await orders();
    expect(after).toHaveLength(before + 1);
    const { body } = await api('GET', `/orders/${after[0].orderId}`, { token: await tokenOf(context) });
    expect(body).toMatchObject({ invoice: { title: 'Lin & Co' }, note: 'Ring twice' });
    await context.close();
  });

  it('tells what has changed meanwhile, line by line, mends it with one press, and orders the basket', async () => {
    const { context, page } = await open('/product/prd_usb-hub');
    await logIn(context, page);
    await page.getByRole('button', { name: 'Put into basket' }).click();
    await page.getByRole('link', { name: 'To the basket' }).click();
    await page.getByRole('link', { name: 'To the checkout' }).click();
    await page.getByLabel('Cash on delivery').check();
    await page.getByTestId('total').filter({ hasText: '259.00' }).waitFor();

    const token = await logInAdmin(api);
    const { version } = (await api('GET', '/products/prd_usb-hub')).body;
    const dearer = await api('PATCH', '/products/prd_usb-hub', {
      token,
      headers: { 'if-match': `"${version}"` },
      body: { price: { amount: 27900, currency: 'CNY' } },
    });
    expect(dearer.status).toBe(200);
    const placed = ordersPlaced(page);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText('costs CN¥279.00 now').waitFor();
    await page.getByRole('button', { name: 'Take it for CN¥279.00' }).click();
    await page.getByTestId('total').filter({ hasText: '279.00' }).waitFor();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.waitForURL(/\/account\/orders\/ord_\w+/);
    expect(placed).toHaveLength(2);
    await page.getByRole('link', { name: 'Basket (empty)' }).waitFor();
    await context.close();
  });

  it('gives away what is free, without a word about paying', async () => {
    const { context, page } = await open('/checkout?product=prd_cable-straps&quantity=1', 'zh-CN');
    await logIn(context, page);
    await page.getByText('无需付款。').waitFor();
    await page.getByRole('button', { name: '提交订单（无需付款）' }).click();
    await page.waitForURL(/\/account\/orders\/ord_\w+/);
    await context.close();
  });

  const tokenOf = async (context: BrowserContext): Promise<string> => {
    const answer = await context.request.post(`${shop.url}/session/refresh`, {
      headers: { 'x-requested-with': 'page' },
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  };
});
