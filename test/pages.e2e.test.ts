import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { apiAt } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, logInAdmin, logInDemo, orderOne } from './e2e/shopper.ts';

/** What would run wherever it is taken for HTML. */
const HOSTILE = `"><img src=x onerror="window.ran=1"><script>ran=1</script>`;

/** Writes what a policy forbade into the console. */
const REPORT = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  console.error('violation: ' + effectiveDirective + ' ' + blockedURI + ' ' + sample));`;

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
    await page
      .getByRole('heading', { name: `Cartless ${service}` })
      .first()
      .waitFor();
  });

  it('show the API reference of the whole shop, with search', async () => {
    const page = await open('/docs');
    for (const service of ['users', 'orders', 'logistics', 'analytics'])
      await page
        .getByRole('button', { name: `Open Group - ${service}` })
        .or(page.getByText(service, { exact: true }))
        .first()
        .waitFor();
    await page
      .getByRole('button', { name: /search/i })
      .first()
      .waitFor();
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

  it('run nothing but their own, and what was typed into the shop stays text', async () => {
    const api = apiAt(shop.url);
    const { body: product } = await api('POST', '/products', {
      token: await logInAdmin(api),
      body: {
        title: { en: HOSTILE, 'zh-CN': HOSTILE },
        description: { en: HOSTILE, 'zh-CN': HOSTILE },
        category: 'home.lighting',
        price: { amount: 1000, currency: 'CNY' },
        stock: 5,
      },
    });
    const token = await logInDemo(api);
    const placed = await api('POST', '/orders', {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: {
        items: [{ productId: product['productId'], quantity: 1, unitPrice: product['price'] }],
        shippingAddress: { ...ADDRESS, recipient: HOSTILE, line1: HOSTILE },
        paymentMethod: 'card',
        invoice: { title: HOSTILE },
        note: HOSTILE,
      },
    });
    expect(placed.status).toBe(201);
    const orderId = String(placed.body['orderId']);
    const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token })).body;
    const problems: string[] = [];
    const context = await browser.newContext({ locale: 'en-US' });
    await context.addInitScript(REPORT);
    /** Opens a page and returns its text; what its policy or its scripts complain of is noted. */
    const visit = async (address: string, headers: Record<string, string> = {}): Promise<string> => {
      const page = await context.newPage();
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => problems.push(`${address}: it ran`)));
      page.on('pageerror', ({ message }) => problems.push(`${address}: ${message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404'))
          problems.push(`${address}: ${message.text()}`);
      });
      await page.setExtraHTTPHeaders(headers);
      await page.goto(new URL(address, shop.url).href, { waitUntil: 'networkidle' });
      const ran = await page.evaluate<boolean>('"ran" in window');
      if (ran) problems.push(`${address}: it ran`);
      return page.locator('body').innerText();
    };
    const at = (part: 'mailbox' | 'payments' | 'carrier'): string => `http://localhost:${shop.ports[part]}`;

    /** The address of the label that bears what was typed. */
    const labelOf = async (): Promise<string | undefined> => {
      const index = await (await fetch(at('carrier'))).text();
      const addresses = [...index.matchAll(/href="(\/labels\/[^"]+)"/g)].map(
        ([, path]) => `${at('carrier')}${path}`,
      );
      const labels = await Promise.all(
        addresses.map(async (address) => [address, await (await fetch(address)).text()] as const),
      );
      return labels.find(([, text]) => text.includes('onerror'))?.[0];
    };

    expect(await visit(paymentUrl)).toContain(HOSTILE);
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(paymentUrl);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.waitForURL(/payment=done/);
    const invoice = await eventually(
      () => api('GET', `/orders/${orderId}/invoice`, { token, headers: { accept: 'application/json' } }),
      ({ status }) => status === 200,
    );
    expect(JSON.stringify(invoice.body)).toContain('<img');
    const label = await eventually(labelOf, (path) => path !== undefined);
    const { emails } = (await (await fetch(`${at('mailbox')}/store`)).json()) as {
      emails: { messageId: string; body: { html?: string } }[];
    };
    const mails = emails.filter(({ body }) => body.html !== undefined);
    expect(mails.length).toBeGreaterThan(0);

    expect(
      await visit(`/orders/${orderId}/invoice`, { authorization: `Bearer ${token}`, accept: 'text/html' }),
    ).toContain(HOSTILE);
    expect(await visit(label ?? '')).toContain(HOSTILE);
    expect(await visit(`/login?verified=0&reason=${encodeURIComponent(HOSTILE)}`)).toContain(HOSTILE);
    expect(await visit(`/account/${encodeURIComponent(HOSTILE)}`)).toContain('%3Cimg');
    for (const address of ['/', '/nothing', at('mailbox'), at('payments'), at('carrier'), paymentUrl])
      await visit(address);
    for (const { messageId } of mails) await visit(`${at('mailbox')}/mails/${encodeURIComponent(messageId)}`);
    for (const service of ['users', 'orders', 'logistics', 'analytics']) {
      expect(await visit(`/docs/${service}`)).toContain(service);
    }
    expect(problems).toEqual([]);
  });

  it('show new mail by themselves, and throw it away', async () => {
    const page = await open(`http://localhost:${shop.ports.mailbox}`);
    await page.locator('article').first().waitFor();
    await page.getByRole('button', { name: 'Throw all away' }).click();
    await page.getByText('No mail yet.').waitFor();
  });
});
