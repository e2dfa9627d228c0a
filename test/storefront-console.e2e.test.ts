import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { type Api, apiAt } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { faultsOf } from './e2e/faults-of.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { liftLimits, logInAdmin, logInDemo, orderOne } from './e2e/shopper.ts';

const PHONE = { width: 390, height: 844 } as const;

/** Two products that can be read, and a line that cannot. */
const FILE = [
  'title_en,title_zh,description_en,description_zh,category,price,stock',
  'Tea tin,茶叶罐,Keeps tea dry.,茶叶防潮。,kitchen.tea,49.00,20',
  'Tea towel,,Dries cups.,擦杯布。,kitchen.tea,19.00,20',
  'Tea tray,茶盘,Carries cups.,放茶杯。,kitchen.tea,89.00,5',
].join('\n');

describe('the console of the running shop, in a real browser', () => {
  let shop: RunningShop;
  let browser: Browser;
  let api: Api;
  let admin: string;
  let shopper: string;

  beforeAll(async () => {
    [shop, browser] = await Promise.all([startRunningShop(), startBrowser()]);
    api = apiAt(shop.url);
    [admin, shopper] = [await logInAdmin(api), await logInDemo(api)];
    await liftLimits(api, shopper);
  });
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (shop as RunningShop | undefined)?.stop();
  });

  /** A page of somebody of the staff who is logged in, as a page keeps it. */
  const open = async (
    path: string,
    { who = 'admin', language = 'en', viewport = { width: 1280, height: 900 } } = {},
  ) => {
    const context = await browser.newContext({
      viewport,
      locale: 'en-US',
      timezoneId: 'UTC',
      bypassCSP: true,
    });
    // How long anything takes says nothing about it.
    context.setDefaultTimeout(0);
    const page = await context.newPage();
    await page.goto(new URL('/track', shop.url).href);
    const body = { identifier: who, password: `${who[0]?.toUpperCase()}${who.slice(1)}-pass-2026` };
    await page.evaluate(`(${LOG_IN})(${JSON.stringify([body, language])})`);
    await page.goto(new URL(path, shop.url).href);
    return page;
  };

  /** An order that is paid and has a parcel to pack. */
  const paidOrder = async (): Promise<{ orderId: string; orderNumber: string }> => {
    const { orderId } = (await orderOne(api, shopper)).body;
    const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token: shopper })).body;
    await fetch(`${paymentUrl}/pay`, { method: 'POST', redirect: 'manual' });
    const { body } = await orderWhen(
      orderId,
      (order) => order['status'] === 'paid' && order['orderNumber'] !== null,
    );
    return { orderId, orderNumber: String(body['orderNumber']) };
  };
  const orderWhen = (orderId: string, is: (order: Record<string, unknown>) => boolean) =>
    eventually(
      () => api('GET', `/orders/${orderId}`, { token: shopper }),
      ({ body }) => is(body),
    );

  it('shows the day while orders come in, and yesterday by category in two clicks', async () => {
    await paidOrder();
    const page = await open('/console');
    await page.waitForURL(/\/console\/reports/);
    const orders = page.locator('dl > div').filter({ has: page.getByText('Orders', { exact: true }) });
    await orders.getByText('1', { exact: true }).waitFor();
    await paidOrder();
    await orders.getByText('2', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Product', exact: true }).click();
    await page.getByRole('region', { name: 'By product' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.getByRole('button', { name: 'Category', exact: true }).click();
    await page.getByRole('heading', { name: 'By category' }).waitFor();
    await page.waitForURL(/preset=yesterday/);
    expect(new URL(page.url()).searchParams.get('split')).toBe('category');

    // The address says it all: whoever opens it sees the same, down to the orders behind a number.
    await page.goto(new URL('/console/reports?preset=today&tz=UTC&split=category', shop.url).href);
    await page.getByRole('link', { name: 'Show' }).first().click();
    await page.waitForURL(/\/console\/reports\/orders/);
    await page.getByRole('row').nth(1).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV file' }).click();
    expect((await file).suggestedFilename()).toMatch(/^orders-.*\.csv$/);
  });

  it('imports a file after its errors were seen, and goes on where it was', async () => {
    const page = await open('/console/products/import');
    const choose = (): Promise<void> =>
      page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'tea.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await choose();
    await page.getByRole('heading', { name: '2 lines can be read, 1 cannot' }).waitFor();
    await page.getByText('Give the title in Chinese.').waitFor();
    await page.getByRole('button', { name: 'Import 2 products' }).click();
    await page.getByText('2 made, 0 were there already, 0 refused.').waitFor();
    await page.reload();
    await choose();
    await page.getByRole('button', { name: 'Import 2 products' }).click();
    await page.getByText('0 made, 2 were there already, 0 refused.').waitFor();
  });

  it('gives money back once, however often the button is pressed', async () => {
    const { orderId } = await paidOrder();
    const page = await open(`/console/orders/${orderId}`, { who: 'finance' });
    await page.getByRole('button', { name: 'Give money back' }).click();
    await page.getByLabel('Amount (CNY)').fill('1.00');
    await page.getByLabel('Reason').fill('goodwill');
    await page.getByRole('button', { name: /^Give back/ }).dblclick();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('goodwill').waitFor();
    const { body } = await api('GET', `/admin/orders/${orderId}`, { token: admin });
    expect(body['refunds']).toHaveLength(1);
    expect(body['refunds'][0].amount.amount).toBe(100);
    // Who gives money back does not hand parcels over.
    expect(await page.getByRole('link', { name: 'Parcels' }).count()).toBe(0);
    await page.goto(new URL('/console/parcels', shop.url).href);
    await page.getByRole('heading', { name: 'This is for other people' }).waitFor();
  });

  it('hands parcels over in one go, takes a return back and sends a replacement', async () => {
    const [back, again] = [await paidOrder(), await paidOrder()];
    const page = await open('/console/parcels', { who: 'fulfilment' });
    for (const { orderNumber } of [back, again]) {
      await eventually(
        async () => {
          const shown = page.getByRole('checkbox', { name: `Choose the parcel of ${orderNumber}` });
          if ((await shown.count()) === 0) await page.reload({ waitUntil: 'networkidle' });
          return shown.count();
        },
        (count) => count === 1,
      );
    }
    for (const { orderNumber } of [back, again])
      await page.getByRole('checkbox', { name: `Choose the parcel of ${orderNumber}` }).check();
    await page.getByRole('button', { name: 'Hand over 2 parcels' }).click();
    await page.getByText('2 parcels were handed over').waitFor();
    await Promise.all(
      [back, again].map(({ orderId }) => orderWhen(orderId, ({ status }) => status === 'shipped')),
    );
    await fetch(`http://localhost:${shop.ports.carrier}/_control/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceHours: 14 * 24 }),
    });
    await Promise.all(
      [back, again].map(({ orderId }) => orderWhen(orderId, ({ status }) => status === 'delivered')),
    );

    const { body: delivered } = await api('GET', `/orders/${back.orderId}`, { token: shopper });
    const items = (delivered['items'] as { productId: string }[]).map(({ productId }) => ({
      productId,
      quantity: 1,
    }));
    await api('POST', `/orders/${back.orderId}/returns`, {
      token: shopper,
      body: { items, reason: 'too small', reasonCode: 'does-not-fit' },
    });
    await page.goto(new URL('/console/returns', shop.url).href);
    await page.getByRole('link', { name: back.orderNumber }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Take the goods back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take the goods back' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();

    const asked = await api('POST', `/shipments/${again.orderNumber}/reship`, {
      token: shopper,
      body: { reason: 'damaged' },
    });
    expect(asked.status).toBe(201);
    await page.goto(new URL('/console/parcels?reship=requested', shop.url).href);
    await page.getByRole('link', { name: again.orderNumber }).click();
    await page.getByRole('button', { name: 'Send a replacement' }).click();
    await page.getByText('Other parcel').waitFor();
  });

  it('does not write over what somebody else did meanwhile', async () => {
    const { body: products } = await api('GET', '/products?limit=1');
    const { productId } = products['items'][0];
    const page = await open(`/console/products/${productId}`, { who: 'catalogue' });
    await page.getByLabel('Title in English').fill('Lamp of the day');
    const { version } = (await api('GET', `/products/${productId}`)).body;
    const other = await api('PATCH', `/products/${productId}`, {
      token: admin,
      body: { version, price: { amount: 12_300, currency: 'CNY' } },
    });
    expect(other.status).toBe(200);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Somebody changed this since you read it' }).waitFor();
    await page.getByRole('cell', { name: '123.00' }).waitFor();
    await page.getByRole('button', { name: 'Go on with my changes' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    const { body: now } = await api('PATCH', `/products/${productId}`, {
      token: admin,
      body: { version: version + 2 },
    });
    expect(now).toMatchObject({ titles: { en: 'Lamp of the day' }, price: { amount: 12_300 } });

    await page.getByLabel('Units in or out').fill('+7');
    await page.getByLabel('Reason').fill('delivery');
    await page.getByRole('button', { name: 'Book it' }).click();
    await page.getByText(/^7 booked/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^-7 booked/).waitFor();
  });

  it('gives a role and takes it, and says who did', async () => {
    const { userId } = (await api('GET', '/me', { token: shopper })).body;
    const page = await open(`/console/users/${userId}`);
    const save = async (from: string, to: string): Promise<void> => {
      await page.getByRole('button', { name: 'Save the roles' }).click();
      await page.getByText(`${from} → ${to}`, { exact: true }).waitFor();
    };
    await page.getByRole('checkbox', { name: 'Reports' }).check();
    await save('none', 'Reports');
    expect((await api('GET', `/users/${userId}`, { token: admin })).body['roles']).toEqual(['reports']);
    await page.getByRole('checkbox', { name: 'Reports' }).uncheck();
    await save('Reports', 'none');
    expect((await api('GET', `/users/${userId}`, { token: admin })).body['roles']).toEqual([]);
  });

  it.each(['en', 'zh-CN'])('fits a telephone and whoever hears pages, in %s', async (language) => {
    const { orderId } = await paidOrder();
    const { body } = await eventually(
      () => api('GET', '/admin/shipments?limit=1', { token: admin }),
      (answer) => answer.body['items'].length > 0,
    );
    const { shipmentId } = body['items'][0];
    const { userId } = (await api('GET', '/me', { token: shopper })).body;
    const page = await open('/console/system', { language, viewport: PHONE });
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    const paths = [
      ...['overview', 'funnel', 'cohorts', 'fulfilment', 'stock'].map(
        (view) => `reports?view=${view}&compare=previous`,
      ),
      'reports/orders',
      'orders',
      `orders/${orderId}`,
      'returns',
      'refunds',
      'disputes',
      'parcels',
      `parcels/${shipmentId}`,
      `parcels/slips?ids=${shipmentId}`,
      'products',
      'products/new',
      'products/import',
      'products/prd_linen-shirt',
      'promotions',
      'users',
      `users/${userId}`,
      'system',
    ];
    for (const path of paths) {
      await page.goto(new URL(`/console/${path}`, shop.url).href, { waitUntil: 'networkidle' });
      await page.locator('main h1').waitFor();
      problems.push(...(await faultsOf(page)).map((finding) => `${path}: ${finding}`));
    }
    expect(problems).toEqual([]);
  });
});

/** Logs in as the pages do: the cookie is the browser's, and the storage says who it is. */
const LOG_IN = `async ([body, language]) => {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'page' },
    body: JSON.stringify(body),
  });
  const { userId } = await answer.json();
  localStorage.setItem('cartless:' + location.origin + ':user', JSON.stringify({ userId }));
  localStorage.setItem('cartless:language', language);
}`;
