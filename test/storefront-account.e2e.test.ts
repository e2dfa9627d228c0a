import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { faultsOf } from './e2e/faults-of.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { ADDRESS, liftLimits } from './e2e/shopper.ts';

const PASSWORD = 'Quiet-river-2026';
const who = `mei${randomUUID().slice(0, 8)}`;
const email = `${who}@example.com`;

describe('the account and the orders of a shopper, in a real browser', () => {
  let shop: RunningShop;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let api: Api;
  let orderNumber: string;
  const problems: string[] = [];

  beforeAll(async () => {
    [shop, browser] = await Promise.all([startRunningShop(), startBrowser()]);
    api = apiAt(shop.url);
    // A telephone; the check of accessibility is a script that the policy would refuse.
    context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 390, height: 844 },
      bypassCSP: true,
    });
    context.setDefaultTimeout(0);
    page = await context.newPage();
    page.on('pageerror', ({ message }) => problems.push(message));
  });
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (shop as RunningShop | undefined)?.stop();
  });

  const open = async (path: string, heading: string | RegExp): Promise<void> => {
    await page.goto(new URL(path, shop.url).href);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

  const isUsable = async (): Promise<void> => {
    expect([page.url(), await faultsOf(page)]).toEqual([page.url(), []]);
  };

  const logIn = async (name = who, password = PASSWORD): Promise<void> => {
    await page.getByLabel('User name or e-mail').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press('Log in');
  };

  it('begins with a registration that says at once which names are free', async () => {
    await open('/account/register', 'Open an account');
    await page.getByLabel('User name').fill('demo');
    await page.getByText('This name is taken.').waitFor();
    await page.getByLabel('User name').fill(who);
    await page.getByText('Still free').first().waitFor();
    await isUsable();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press('Open an account');
    await page.getByRole('heading', { level: 1, name: 'Look into your mail' }).waitFor();
    await isUsable();
  });

  it('goes on by the link of the mail to the log-in, and back to where somebody wanted to go', async () => {
    const [mail] = await eventually(
      () => mailsTo(`http://localhost:${shop.ports.mailbox}`, email),
      (mails) => mails.length > 0,
    );
    const link = /http:\/\/\S+\/verify\?token=[\w.~%-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    await page.goto(link);
    await page.getByText('Your address is confirmed').waitFor();
    await isUsable();
    await open('/account/login?next=/account/addresses', 'Log in');
    await page.getByLabel('User name or e-mail').fill(who);
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await press('Log in');
    await page.getByRole('alert').waitFor();
    await logIn();
    await page.getByRole('heading', { level: 1, name: 'Addresses' }).waitFor();
  });

  it('keeps an address as the country’s post wants it', async () => {
    await press('Add an address');
    await page.getByLabel('Country or region').selectOption('CN');
    await page.getByLabel('Recipient').fill(ADDRESS.recipient);
    await page.getByLabel('Phone').fill('138 0013 8000');
    await page.getByLabel('City').fill(ADDRESS.city);
    await page.getByLabel('Street and number').fill(ADDRESS.line1);
    await press('Save');
    await page.getByText('An address in CN needs its postal code').waitFor();
    await isUsable();
    await page.getByLabel('Province or state').fill(ADDRESS.region);
    await page.getByLabel('Postal code').fill(ADDRESS.postalCode);
    await press('Save');
    await page.getByText('Offered first').waitFor();
    await page.getByText('+8613800138000').waitFor();
    await isUsable();
  });

  it('shows the rest of the account', async () => {
    await open('/account', 'Profile');
    await page.getByText(email).waitFor();
    await isUsable();
    await open('/account/security', 'Security');
    await page.getByText('this device').waitFor();
    await isUsable();
  });

  it('shows an order, sends one unit of it back, and tracks it', async () => {
    orderNumber = await deliveredOrder(api, shop);
    await open('/account/orders', 'Orders');
    await isUsable();
    await page.getByRole('link', { name: new RegExp(orderNumber) }).click();
    await page.getByRole('heading', { level: 1, name: 'Order', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await isUsable();
    await press('Send something back');
    await page.getByRole('group').getByRole('combobox').selectOption('1');
    await page.getByLabel('Why?').selectOption('does-not-fit');
    await press('Ask for the return');
    await page.getByText('Asked for', { exact: true }).waitFor();
    await press('Send something back');
    // Of two units one is left.
    expect(await page.getByRole('group').getByRole('option').allInnerTexts()).toEqual(['nothing', '1']);
    await isUsable();
    await open('/track', 'Track a parcel');
    await page.getByLabel('Order number').fill(orderNumber.toLowerCase().replaceAll('-', ' '));
    await press('Look');
    await page.getByText('Delivered', { exact: true }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('number')).toBe(orderNumber);
    await isUsable();
  });

  it('is left at the payment and gone back to, sent elsewhere, and paid', async () => {
    await liftLimits(api, await tokenOf(api));
    const { orderId } = await placed(api, 1);
    await open(`/account/orders/${orderId}`, 'Order');
    await press('Pay now');
    await page.getByRole('button', { name: 'Walk away' }).click();
    await page.getByText('Not paid yet').waitFor();
    await isUsable();
    await press('Change the address');
    const form = page.locator('form').filter({ has: page.getByLabel('Street and number') });
    await form.getByLabel('Street and number').fill('愚园路 1 号');
    await form.getByRole('button', { name: 'Change the address' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('愚园路 1 号').waitFor();
    await press('Pay now');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByText('Paid, thank you').waitFor();
    await isUsable();
  });

  it('is cancelled after somebody was asked, and shows it', async () => {
    const { orderId } = await placed(api, 1);
    await open(`/account/orders/${orderId}`, 'Order');
    await press('Cancel the order');
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('Cancel the order');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Pay now' }).count()).toBe(0);
    await isUsable();
  });

  it('is sent again when it came damaged, once the shop agrees', async () => {
    const number = await deliveredOrder(api, shop);
    await open(`/track?number=${number}`, 'Track a parcel');
    await press('Have it sent again');
    await page.getByLabel('Why?').selectOption('damaged');
    await page.locator('form').last().getByRole('button', { name: 'Have it sent again' }).click();
    await page.getByText('You have asked for it. We look into it and write to you.').waitFor();
    await isUsable();
  });

  it('says that there is no network, and goes on when it is back', async () => {
    await open('/account/orders', 'Orders');
    await context.setOffline(true);
    await page.getByText(/^You are offline/).waitFor();
    await isUsable();
    await context.setOffline(false);
    await page.getByText(/^You are offline/).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: new RegExp(orderNumber) }).click();
    await page.getByRole('heading', { level: 1, name: 'Order', exact: true }).waitFor();
  });

  it('speaks the language that is chosen', async () => {
    await open('/track', 'Track a parcel');
    await page.getByLabel('Language').selectOption('zh-CN');
    await page.getByRole('heading', { level: 1, name: '查询包裹' }).waitFor();
    for (const [path, heading] of [
      ['/account', '个人资料'],
      ['/account/addresses', '收货地址'],
      ['/account/security', '安全'],
      ['/account/orders', '我的订单'],
    ] as const) {
      await open(path, heading);
      await isUsable();
    }
    await page.getByLabel('语言').selectOption('en');
  });

  it('asks to log in where one is when the session ends in the middle, and goes on there', async () => {
    await open('/account/orders?status=delivered', 'Orders');
    await page.getByText(orderNumber).waitFor();
    await api('DELETE', '/me/sessions', { token: await tokenOf(api) });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Log in to go on' }).waitFor();
    await isUsable();
    await logIn();
    await page.getByText(orderNumber).waitFor();
    expect(page.url()).toContain('/account/orders?status=delivered');
  });

  it('keeps what was typed when the session ends in the middle, and for its owner alone', async () => {
    const type = async (): Promise<void> => {
      await page.getByLabel('Country or region').selectOption('CN');
      await page.getByLabel('Recipient').fill('林美在办公室');
      await page.getByLabel('Phone').fill('138 0013 8000');
      await page.getByLabel('Province or state').fill(ADDRESS.region);
      await page.getByLabel('City').fill(ADDRESS.city);
      await page.getByLabel('Street and number').fill(ADDRESS.line1);
      await page.getByLabel('Postal code').fill(ADDRESS.postalCode);
      await api('DELETE', '/me/sessions', { token: await tokenOf(api) });
      // What the gateway says of a token that has ended.
      const ended = { status: 401, json: { message: 'Unauthorized' } };
      await page.route('**/me/addresses', (route) => route.fulfill(ended), { times: 1 });
      await press('Save');
      await page.getByRole('heading', { level: 1, name: 'Log in to go on' }).waitFor();
      expect(await page.getByLabel('Recipient').isVisible()).toBe(false);
    };
    await open('/account/addresses', 'Addresses');
    await press('Add an address');
    await type();
    await isUsable();
    await logIn();
    await page.getByLabel('Recipient').waitFor();
    expect(await page.getByLabel('Recipient').inputValue()).toBe('林美在办公室');
    await press('Save');
    await page.getByText('林美在办公室').waitFor();

    await press('Add an address');
    await type();
    await logIn('demo', 'Demo-pass-2026');
    await page.getByRole('button', { name: 'Add an address' }).waitFor();
    expect(await page.getByLabel('Recipient').count()).toBe(0);
  });

  it('is left in all tabs at once', async () => {
    const other = await context.newPage();
    await other.goto(new URL('/account', shop.url).href);
    await other.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Log in to go on' }).waitFor();
    expect(await page.getByText(ADDRESS.line1).count()).toBe(0);
    expect(problems).toEqual([]);
  });
});

async function tokenOf(api: Api): Promise<string> {
  const { body } = await api('POST', '/login', { body: { identifier: who, password: PASSWORD } });
  return String(body['accessToken']);
}

/** Orders some units of one thing, to be paid by card. */
async function placed(api: Api, quantity: number): Promise<{ orderId: string; token: string }> {
  const token = await tokenOf(api);
  const { items } = (await api('GET', '/products?limit=50')).body;
  const product = items.find(({ variants }: { variants?: unknown }) => variants === undefined);
  const { body } = await api('POST', '/orders', {
    token,
    headers: { 'idempotency-key': randomUUID() },
    body: {
      items: [{ productId: product.productId, quantity, unitPrice: product.price }],
      shippingAddress: ADDRESS,
      paymentMethod: 'card',
    },
  });
  return { orderId: String(body['orderId']), token };
}

/** Orders two units of one thing, pays, and lets the carrier bring them. @returns the number of the order */
async function deliveredOrder(api: Api, shop: RunningShop): Promise<string> {
  const { orderId, token } = await placed(api, 2);
  const path = `/orders/${orderId}`;
  const { paymentUrl } = (await api('POST', `${path}/payment`, { token })).body;
  await fetch(`${String(paymentUrl)}/pay`, { method: 'POST', redirect: 'manual' });
  const becomes = (wanted: string) =>
    eventually(
      async () => (await api('GET', path, { token })).body,
      ({ status, orderNumber }) => status === wanted && orderNumber !== null,
    );
  const numbered = await becomes('paid');
  const number = String(numbered['orderNumber']);
  await eventually(
    async () => (await api('GET', `/shipments/${number}`, { token })).body,
    (shipment) => typeof shipment['trackingNumber'] === 'string',
  );
  for (const advanceHours of [5, 120]) {
    await fetch(`http://localhost:${shop.ports.carrier}/_control/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceHours }),
    });
    await becomes(advanceHours === 5 ? 'shipped' : 'delivered');
  }
  return number;
}
