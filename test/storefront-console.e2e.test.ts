import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { type Api, apiAt } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { faultsOf } from './e2e/faults-of.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { giveTo } from './e2e/traces.ts';
import { ADDRESS, liftLimits, logInAdmin, logInDemo, orderOne } from './e2e/shopper.ts';

const PHONE = { width: 390, height: 844 } as const;

/** Two products that can be read, and a line that cannot. */
const FILE = [
  'title_en,title_zh,description_en,description_zh,category,price,stock',
  'Tea tin,茶叶罐,Keeps tea dry.,茶叶防潮。,kitchen.tea,49.00,20',
  'Tea towel,,Dries cups.,擦杯布。,kitchen.tea,19.00,20',
  'Tea tray,茶盘,Carries cups.,放茶杯。,kitchen.tea,89.00,50',
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

  it('leads an owner from its door to the revenue of yesterday by category in two clicks', async () => {
    await paidOrder();
    const page = await open('/track');
    // What is sold today was sold yesterday for whoever looks tomorrow.
    await page.clock.setFixedTime(Date.now() + 86_400_000);
    await page.goto(new URL('/console', shop.url).href);
    await page.waitForURL(/\/console\/reports/);
    await page.evaluate("globalThis.clicks = 0; addEventListener('click', () => globalThis.clicks++, true)");
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.getByRole('button', { name: 'Category', exact: true }).click();
    const byCategory = page.getByRole('region', { name: 'By category' });
    await byCategory.getByRole('row').nth(1).getByText(/\d/).first().waitFor();
    expect(await byCategory.getByRole('columnheader').allInnerTexts()).toContain('Revenue');
    expect(await page.evaluate('globalThis.clicks')).toBe(2);
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
    const ledger = page.getByRole('region', { name: 'Ledger of the stock' });
    await ledger.getByRole('row', { name: /Came in.*\+7.*delivery/ }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^-7 booked/).waitFor();
    await ledger.getByRole('row', { name: /Was gone.*-7.*Undone: delivery/ }).waitFor();
  });

  it('brings a thing in two sizes into the shop, where the one that is there is bought', async () => {
    const page = await open('/console/products/new', { who: 'catalogue' });
    await page.getByLabel('Title in English').fill('Wool cap');
    await page.getByLabel('Title in Chinese').fill('羊毛帽');
    await page.getByLabel('Description in English').fill('Keeps ears warm.');
    await page.getByLabel('Description in Chinese').fill('护耳保暖。');
    await page.getByLabel('Category').fill('clothing.hats');
    await page.getByLabel('Price', { exact: true }).fill('79.00');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Options and variants' }).click();
    await page.getByLabel('Option in English').fill('Size');
    await page.getByLabel('Option in Chinese').fill('尺码');
    await page.getByRole('button', { name: 'One more value' }).click();
    for (const [place, size] of ['Small', 'Large'].entries()) {
      await page.getByLabel('Value in English').nth(place).fill(size);
      await page
        .getByLabel('Value in Chinese')
        .nth(place)
        .fill(['小', '大'][place] ?? '');
      await page.getByRole('checkbox', { name: size }).check();
    }
    await page.getByLabel('Price of Large').fill('89.00');
    await page.getByLabel('Stock of Large').fill('3');
    await page.getByRole('button', { name: 'Save the variants' }).click();
    const variants = page.getByRole('region', { name: 'Variants', exact: true });
    await variants.getByRole('row', { name: /Large.*3/ }).waitFor();
    const productId = page.url().split('/').at(-1) ?? '';

    const buying = await open(`/product/${productId}`, { who: 'demo' });
    await buying.getByRole('radio', { name: 'Small sold out' }).waitFor();
    await buying.getByRole('radio', { name: 'Large' }).check();
    await buying.getByRole('button', { name: 'Put into basket' }).click();
    await buying.getByRole('link', { name: 'To the basket' }).waitFor();
    const { body } = await api('POST', '/orders', {
      token: shopper,
      headers: { 'idempotency-key': productId },
      body: {
        items: [{ productId, variantId: 'large', quantity: 1, unitPrice: { amount: 8900, currency: 'CNY' } }],
        shippingAddress: ADDRESS,
        paymentMethod: 'cod',
      },
    });
    expect(body).toMatchObject({ items: [{ title: 'Wool cap, Large' }] });
    await page.reload();
    await variants.getByRole('row', { name: /Large.*2/ }).waitFor();
    await page.getByLabel('Variant', { exact: true }).selectOption('large');
    await page.getByText('2 units can be bought now.').waitFor();
    await page.getByRole('row', { name: /Came in.*\+3.*first stock/ }).waitFor();
  });

  it('hands over a part of a parcel, and has the rest to pack', async () => {
    const { body } = await api('GET', '/products/prd_usb-hub');
    const wanted = { productId: 'prd_usb-hub', quantity: 2, unitPrice: body['price'] };
    const ordered = await api('POST', '/orders', {
      token: shopper,
      headers: { 'idempotency-key': 'a-part-goes' },
      body: { items: [wanted], shippingAddress: ADDRESS, paymentMethod: 'cod' },
    });
    const { orderId } = ordered.body;
    const { body: order } = await orderWhen(orderId, ({ orderNumber }) => orderNumber !== null);
    const page = await open('/console/parcels', { who: 'fulfilment' });
    const link = page.getByRole('link', { name: String(order['orderNumber']) });
    await eventually(
      async () => {
        if ((await link.count()) === 0) await page.reload({ waitUntil: 'networkidle' });
        return link.count();
      },
      (count) => count === 1,
    );
    await link.click();
    await page.getByRole('button', { name: 'Hand over a part' }).click();
    await page.getByRole('dialog').getByRole('spinbutton').fill('1');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over a part' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Other parcel').waitFor();
    const parcels = await eventually(
      async () =>
        (await api('GET', `/shipments/${order['orderNumber']}`, { token: shopper })).body['parcels'],
      (all: { items: { quantity: number }[] }[]) => all.length === 2,
    );
    expect(parcels.map(({ items }) => items[0]?.quantity)).toEqual([1, 1]);
  });

  it('shows why something could not be handled, puts it back, and follows an order through the services', async () => {
    const { orderId, orderNumber } = await paidOrder();
    const example = (name: string): Record<string, unknown> =>
      JSON.parse(readFileSync(`packages/domain/examples/${name}.json`, 'utf8'));
    const why = { code: 'TABLE_GONE', reason: 'the table was not there' };
    await giveTo(
      shop.ports,
      'cartless-dev-orders-contacts-dead-letters',
      example('users.user-updated.v1'),
      why,
    );
    const paid = { ...example('orders.order-paid.v2'), subject: orderId, id: `${orderId}.2.order-paid` };
    await giveTo(shop.ports, 'cartless-dev-analytics-facts-dead-letters', paid, why);

    const page = await open('/console/system', { who: 'support' });
    await page.getByRole('cell', { name: 'TABLE_GONE: the table was not there' }).nth(1).waitFor();
    await page.getByRole('button', { name: 'Put back usr_0demo.1.user-updated' }).click();
    await page.getByText('cartless-dev-orders-contacts-dead-letters', { exact: false }).waitFor({
      state: 'detached',
    });
    const { body } = await api('GET', '/orders/dead-letters', { token: admin });
    expect(body['items']).toEqual([]);

    await page.getByLabel('Order number, order id or trace id').fill(orderNumber);
    await page.getByRole('button', { name: 'Follow it' }).click();
    const way = page.getByRole('region', { name: 'Follow an order' });
    await way.getByRole('row', { name: /orders.*The order is: Placed \(shopper\)/ }).waitFor();
    await way.getByRole('row', { name: /orders.*The order is: Paid/ }).waitFor();
    await way.getByRole('row', { name: /analytics.*order-paid.*TABLE_GONE/ }).waitFor();
    // Who keeps the catalogue sees what runs, and nothing of orders.
    const other = await open('/console/system', { who: 'catalogue' });
    await other.getByRole('heading', { name: 'Services' }).waitFor();
    expect(await other.getByRole('heading', { name: 'Dead letters' }).count()).toBe(0);
    expect((await api('GET', '/users/dead-letters', { token: shopper })).status).toBe(403);
  });

  it('raises the limits of an account, and says who did and why', async () => {
    const { userId } = (await api('GET', '/me', { token: shopper })).body;
    const page = await open(`/console/users/${userId}`, { who: 'support' });
    await page.getByLabel('Treat it as').selectOption('unlimited');
    await page
      .getByLabel('Until', { exact: true })
      .fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    await page.getByLabel('Why its limits change').fill('orders for a school');
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText('It is treated as: Unlimited.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'orders for a school' }).waitFor();
    const { body } = await api('GET', `/admin/shoppers/${userId}/order-limits`, { token: admin });
    expect(body).toMatchObject({ level: 'unlimited', decisions: [{ reason: 'orders for a school' }, {}] });
  });

  it('changes a promotion in what was changed, upon what somebody else did meanwhile', async () => {
    const terms = { reduction: { type: 'percent', percent: 10 }, limit: 50 };
    await api('POST', '/promotions', { token: admin, body: { code: 'CONSOLE10', ...terms } });
    const page = await open('/console/promotions', { who: 'catalogue' });
    await page.getByRole('button', { name: 'Change CONSOLE10' }).click();
    await page.getByRole('dialog').getByLabel('Per cent').fill('15');
    await api('PATCH', '/promotions/CONSOLE10', { token: admin, body: { version: 1, limit: 70 } });
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByText(/^Somebody changed this promotion/).waitFor();
    // Roles behind an open dialog are nobody's.
    await page.getByText('0 / 70').waitFor();
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /CONSOLE10 15%.*0 \/ 70/ }).waitFor();
    await page.getByRole('button', { name: 'Turn off CONSOLE10' }).click();
    await page.getByRole('button', { name: 'Turn on CONSOLE10' }).waitFor();
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
