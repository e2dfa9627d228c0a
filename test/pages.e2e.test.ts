import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SERVICES } from '@cartless/domain';
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

/** Notes what moves though nobody touched it; a pixel, when the letters of the headings arrive, is no move. */
const MOVES = `globalThis.moved = []; new PerformanceObserver((list) => { for (const { value, sources } of list.getEntries())
  if (value > 0.001) moved.push(value + ' ' + sources.map(({ node }) => node?.className || node?.nodeName)); }).observe({ type: 'layout-shift', buffered: true });`;
const SLOW = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };

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
    // How long anything takes says nothing about it.
    context.setDefaultTimeout(0);
    const page = await context.newPage();
    await page.goto(new URL(path, shop.url).href);
    return page;
  };

  it('lead from the index to every service, tool and demo account', async () => {
    const page = await open('/local');
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
    const page = await open('/local', 'zh-CN');
    expect(await page.locator('body').innerText()).toContain('演示帐户');
  });

  describe.each([
    '/',
    '/search?q=tea',
    '/product/prd_phone-six',
    '/basket',
    '/track',
    '/account/login',
    '/nowhere',
  ])('of the shop: %s', (path) => {
    it('asks for nothing twice and nothing that its policy refuses, fits a telephone, and does not move while it comes', async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      context.setDefaultTimeout(0);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      const asked: string[] = [];
      page.on(
        'request',
        (request) => ['fetch', 'image'].includes(request.resourceType()) && asked.push(request.url()),
      );
      await page.addInitScript(REPORT);
      await page.addInitScript(MOVES);
      // Slowly, so that what comes late is seen to move what was there.
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW);
      await page.goto(new URL(path, shop.url).href);
      await page.locator('h1, h2').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(problems).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate('moved')).toEqual([]);
      // What was asked before the page was there, it takes, and does not ask again.
      expect(asked.filter((one, n) => asked.indexOf(one) !== n)).toEqual([]);
      await context.close();
    });
  });

  it.each(SERVICES)('show the API reference of %s', async (service) => {
    const page = await open(`/docs/${service}`);
    await page
      .getByRole('heading', { name: `Cartless ${service}` })
      .first()
      .waitFor();
  });

  it('show the API reference of the whole shop, with search', async () => {
    const page = await open('/docs');
    for (const service of SERVICES)
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

  it('let a developer log in to try calls, and paste what they show into a shell', async () => {
    const page = await open('/docs#tag/accounts/GET/me');
    const logIn = async (on: Page, identifier: string, password?: string): Promise<void> => {
      if ((await on.locator('#account').getAttribute('open')) === null)
        await on.locator('#account summary').click();
      await on.locator('[name=identifier]').fill(identifier);
      if (password !== undefined) await on.locator('[name=password]').fill(password);
      await on.locator('#log-in button').click();
    };
    const account = page.locator('#account summary');
    await logIn(page, 'demo', 'not-it-2026');
    await page.getByRole('alert').filter({ hasText: 'The name or the password is wrong.' }).waitFor();
    // Who names one of the demo accounts need not know its password.
    await logIn(page, 'demo');
    await account.filter({ hasText: 'demo' }).waitFor();

    await page.getByRole('button', { name: /^Test Request ?\(get \/me\)$/ }).click();
    const answered = page.waitForResponse(`${shop.url}/me`);
    await page.getByRole('button', { name: /^Send get request/ }).click();
    expect((await answered).status()).toBe(200);
    await page.getByRole('link', { name: '200 OK' }).or(page.getByText('200 OK')).first().waitFor();
    await page.keyboard.press('Escape');

    const snippet = page.locator('pre').filter({ hasText: /^curl \S+\/me \\\s+--header/ });
    const typed = (await snippet.textContent()) ?? '';
    const { stdout } = await promisify(execFile)('bash', ['-c', typed]);
    expect(JSON.parse(stdout)).toMatchObject({ username: 'demo' });

    // Whoever opens the page again in this tab is still logged in, until logging out.
    await page.reload();
    await account.filter({ hasText: 'demo' }).waitFor();
    await snippet.filter({ hasText: 'Bearer ey' }).waitFor();
    await account.click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await snippet.filter({ hasNotText: 'Bearer ey' }).waitFor();

    const chinese = await open('/docs#tag/accounts/GET/me', 'zh-CN');
    await logIn(chinese, 'demo', 'not-it-2026');
    await chinese.getByRole('alert').filter({ hasText: '帐户名或密码错误。' }).waitFor();
    // The reference says of an error what it says to people, in both languages.
    await chinese.getByText('USER_UNKNOWN').first().click();
    await chinese.getByText('There is no such account. / 该帐户不存在。').first().waitFor();
  });

  it('show the event catalogue, to search, to follow and to link to', async () => {
    const page = await open('/docs/events');
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    const shown = () => page.locator('.event:visible').count();
    const all = await shown();
    expect(all).toBeGreaterThan(50);

    // By the keyboard: find an event, open it, see who reads it.
    await page.keyboard.press('/');
    await page.keyboard.type('address-book');
    expect(await shown()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.event[open]').getByText('keepContact').waitFor();
    expect(await page.locator('.event[open] .badge.personal:visible').count()).toBeGreaterThan(5);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    expect(await shown()).toBe(all);

    // By the drawing, to the events behind an arrow, to one of them, also when a search hides it.
    await page.locator('#words').fill('weekly-report-ready');
    await page.locator('svg a[href="#orders-to-logistics"]').click();
    await page.locator('#orders-to-logistics').getByText('orders.order-paid.v1').click();
    await page.locator('[id="orders.order-paid.v1"]').getByText('createShipment').waitFor();
    expect(page.url()).toBe(`${shop.url}/docs/events#orders.order-paid.v1`);

    const linked = await open('/docs/events?q=erased#users.user-erased.v1', 'zh-CN');
    expect(await linked.locator('h1').innerText()).toContain('Cartless 事件');
    expect(await linked.locator('[id="users.user-erased.v1"]').getAttribute('open')).toBe('');
    await linked.getByRole('link', { name: 'English' }).click();
    await linked.getByRole('heading', { name: 'Cartless events' }).waitFor();
    expect(linked.url()).toContain('#users.user-erased.v1');
    expect(problems).toEqual([]);
  });

  it('fit a telephone, in the light and in the dark', async () => {
    const page = await open('/docs/events');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const colours: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [ink, paper] = await page.evaluate<[string, string]>(
        `[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('search')).backgroundColor]`,
      );
      expect(ink).not.toBe(paper);
      colours.push(paper);
    }
    expect(colours[0]).not.toBe(colours[1]);
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
    await visit(`/account/login?verified=0&reason=${encodeURIComponent(HOSTILE)}`);
    for (const address of [
      '/',
      '/local',
      `/${encodeURIComponent(HOSTILE)}`,
      at('mailbox'),
      at('payments'),
      at('carrier'),
      paymentUrl,
    ])
      await visit(address);
    for (const { messageId } of mails) await visit(`${at('mailbox')}/mails/${encodeURIComponent(messageId)}`);
    for (const service of SERVICES) {
      expect(await visit(`/docs/${service}`)).toContain(service);
    }
    expect(await visit('/docs/events')).toContain('orders.order-placed.v1');
    expect(problems).toEqual([]);
  });

  it('show new mail by themselves, and throw it away', async () => {
    const page = await open(`http://localhost:${shop.ports.mailbox}`);
    await page.locator('article').first().waitFor();
    await page.getByRole('button', { name: 'Throw all away' }).click();
    await page.getByText('No mail yet.').waitFor();
  });
});
