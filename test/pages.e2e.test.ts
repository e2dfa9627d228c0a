import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { apiAt } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInDemo, orderOne } from './e2e/shopper.ts';

/** How wide the style sheet lets a page be. */
const WIDTH = `getComputedStyle(document.querySelector('main')).maxWidth`;

describe('the pages of the running shop, in a real browser', () => {
  let shop: RunningShop;
  let browser: Browser;

  beforeAll(async () => {
    [shop, browser] = await Promise.all([startRunningShop(), startBrowser()]);
  });
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (shop as RunningShop | undefined)?.stop();
  });

  const open = async (path: string, locale = 'en-US'): Promise<Page> => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(new URL(path, shop.url).href);
    return page;
  };

  it('lead from the index to every service, tool and demo account', async () => {
    const page = await open('/');
    expect(await page.title()).toBe('Cartless');
    const addresses = await page
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const answers = await Promise.all(
      addresses.map(async (address) => [address, (await fetch(new URL(address ?? '', shop.url))).status]),
    );
    expect(answers.length).toBeGreaterThanOrEqual(12);
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
    expect(await page.locator('body').innerText()).toContain('Demo-pass-2026');
  });

  it('speak Chinese to a Chinese browser', async () => {
    const page = await open('/', 'zh-CN');
    expect(await page.locator('body').innerText()).toContain('演示帐户');
  });

  it.each(['users', 'orders', 'logistics', 'analytics'])('show the API reference of %s', async (service) => {
    const page = await open(`/docs/${service}`);
    await page.locator('.opblock').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(3);
  });

  it('let a shopper decline, then pay, on the hosted page', async () => {
    const api = apiAt(shop.url);
    const token = await logInDemo(api);
    const { orderId } = (await orderOne(api, token)).body;
    const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token })).body;

    const page = await open(paymentUrl);
    await page.getByRole('button', { name: 'Decline' }).click();
    expect((await api('GET', `/orders/${orderId}`, { token })).body['status']).toBe('placed');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.waitForURL(`${shop.url}/account/orders/${orderId}?payment=done`);
    expect(await page.locator('body').innerText()).toContain('after paying');
    await eventually(
      async () => (await api('GET', `/orders/${orderId}`, { token })).body,
      ({ status }) => ['paid', 'shipped'].includes(status),
    );
  });

  it('are the invoice of what was paid, to print, in both languages', async () => {
    const api = apiAt(shop.url);
    const token = await logInDemo(api);
    const { orderId } = (await orderOne(api, token)).body;
    const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token })).body;
    await (await open(paymentUrl)).getByRole('button', { name: /^Pay/ }).click();
    const { body: invoice } = await eventually(
      () => api('GET', `/orders/${orderId}/invoice`, { token, headers: { accept: 'application/json' } }),
      ({ status }) => status === 200,
    );
    expect(invoice).toMatchObject({ kind: 'invoice', orderId, taxes: [expect.anything()] });
    for (const [locale, title, heading] of [
      ['en-US', 'Invoice', 'Buyer'],
      ['zh-CN', '发票', '购买方'],
    ] as const) {
      const context = await browser.newContext({
        locale,
        extraHTTPHeaders: { authorization: `Bearer ${token}` },
      });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => problems.push(message.text()));
      await page.goto(new URL(`/orders/${orderId}/invoice`, shop.url).href);
      expect(await page.title()).toBe(`${title} ${invoice['number']}`);
      expect(await page.getByRole('heading', { name: heading }).count()).toBe(1);
      expect(await page.getByRole('table').count()).toBe(2);
      // The policy lets the style sheet in, on the screen and on paper, and has nothing to complain of.
      expect(await page.evaluate<string>(WIDTH)).toBe('800px');
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate<string>(WIDTH)).toBe('none');
      expect(problems).toEqual([]);
    }
  });
});
