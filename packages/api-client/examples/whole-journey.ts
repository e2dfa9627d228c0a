/**
 * A shopper's whole way through a shop on this machine, and a day of its staff, without a type that was written by hand:
 *
 *   SHOP=http://localhost:4000 MAILBOX=http://localhost:4013 CARRIER=http://localhost:4015 node whole-journey.ts
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createShopClient, dayOf, formatMoney, formatTime, until, unwrap } from '@cartless/api-client';

const {
  SHOP = 'http://localhost:4000',
  MAILBOX = 'http://localhost:4013',
  CARRIER = 'http://localhost:4015',
} = process.env;
const say = (...words: unknown[]) => process.stdout.write(`${words.join(' ')}\n`);
const client = () => createShopClient({ baseUrl: SHOP, locale: 'en' });
const name = `mei${Date.now().toString(36)}`;
const email = `${name}@example.com`;
const password = 'Quiet-river-2026';

// The shopper registers; the mail has a link, whose token a script hands in.
const shop = client();
await unwrap(shop.post('/register', { body: { username: name, password, email } }));
const taken = await shop.post('/register', { body: { username: name, password, email: `x${email}` } });
if (taken.error?.code !== 'USERNAME_TAKEN') throw new Error('the same name was given twice');
const early = await shop.session.logIn({ identifier: name, password });
if (early.error?.code !== 'NOT_ACTIVATED')
  throw new Error('nobody may log in before the address is confirmed');
await unwrap(shop.post('/verify', { body: { token: await tokenFromMail() } }));
const { userId } = await unwrap(shop.session.logIn({ identifier: email, password }));
say('registered', userId, (await unwrap(shop.get('/me'))).email);

// Browses, page by page, in the client's language, and takes what can be bought as it is.
const inStock = { params: { query: { inStock: 'true', sort: 'price', minPrice: 2000, limit: 20 } } } as const;
let product;
for await (const one of shop.items('/products', inStock)) {
  if (one.variants !== undefined || one.availability !== 'in-stock') continue;
  product = one;
  break;
}
if (product === undefined) throw new Error('there is nothing to buy');
const { productId, price } = product;
say('takes', product.title, 'for', formatMoney(price, 'en'));

// Somebody who keeps the catalogue makes a promotion.
const catalogue = await staff('catalogue');
const code = `TENTH-${name}`.toUpperCase();
const promotion = { code, reduction: { type: 'percent', percent: 10 }, limit: 1 } as const;
await unwrap(catalogue.post('/promotions', { body: promotion }));
const refused = await shop.post('/promotions', { body: promotion });
// API Gateway refuses a token without the scope by itself; that has a code here too.
if (refused.error?.code !== 'FORBIDDEN') throw new Error('a shopper made a promotion');

// What it would cost, and the order: sent again after a lost answer it is still one, by the key that the client made.
const items = [{ productId, quantity: 2, unitPrice: price }];
const quote = await unwrap(shop.post('/orders/quote', { body: { items, promotionCode: code } }));
say('quoted', formatMoney(quote.total, 'en'));
const shippingAddress = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};
const cheap = [{ ...items[0]!, unitPrice: { ...price, amount: 1 } }];
const wrong = await shop.post('/orders', { body: { items: cheap, shippingAddress, paymentMethod: 'card' } });
if (wrong.error?.code !== 'PRICE_CHANGED') throw new Error('an order for a cent was taken');
say('it costs', formatMoney(wrong.error.lines[0]?.unitPrice ?? price, 'en'));
const body = { items, shippingAddress, paymentMethod: 'card', promotionCode: code } as const;
const { orderId, total } = await unwrap(shop.post('/orders', { body }));
const order = { params: { path: { orderId } }, everyMs: 200 } as const;

// Pays on the provider's page.
const { paymentUrl } = await unwrap(shop.post('/orders/{orderId}/payment', order));
await fetch(`${paymentUrl}/pay`, { method: 'POST', redirect: 'manual' });
const watched = () => shop.watch('/orders/{orderId}', order);
const paid = await until(watched(), ({ status }) => status === 'paid');
const orderNumber = paid.orderNumber ?? '';
say('paid', orderNumber, formatMoney(total, 'en'));

// The warehouse hands the parcel over, the carrier brings it, the shopper follows it.
const fulfilment = await staff('fulfilment');
const { shipmentId } = await until(tracked(), ({ trackingNumber }) => trackingNumber !== null);
const parcel = { params: { path: { shipmentId } } } as const;
await unwrap(fulfilment.post('/admin/shipments/{shipmentId}/dispatch', { ...parcel, body: {} }));
await until(watched(), ({ status }) => status === 'shipped');
await fetch(`${CARRIER}/_control/clock`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ advanceHours: 14 * 24 }),
});
const delivered = await until(tracked(), ({ status }) => status === 'delivered');
for (const { time, message } of delivered.events) say(' ', formatTime(time, 'en'), message);
await until(watched(), ({ status }) => status === 'delivered');

// One of the two goes back; support agrees, the warehouse has it, the money follows.
const wish = {
  items: [{ productId, quantity: 1 }],
  reason: 'too small',
  reasonCode: 'does-not-fit',
} as const;
const asked = await unwrap(shop.post('/orders/{orderId}/returns', { ...order, body: wish }));
const returnId = asked.returns.at(-1)?.returnId ?? '';
const back = { params: { path: { orderId, returnId } } } as const;
const support = await staff('support');
await unwrap(support.post('/admin/orders/{orderId}/returns/{returnId}/approve', back));
await unwrap(
  fulfilment.post('/admin/orders/{orderId}/returns/{returnId}/receive', {
    ...back,
    body: { items: [{ productId, quantity: 1, restock: true }] },
  }),
);
await until(watched(), ({ refunds }) => refunds.some(({ status }) => status === 'done'));
say('returned one');

// Finance gives something back for the trouble.
const finance = await staff('finance');
const given = await unwrap(
  finance.post('/admin/orders/{orderId}/refunds', { ...order, body: { amount: 100, reason: 'goodwill' } }),
);
await until(watched(), ({ refunds }) => refunds.filter(({ status }) => status === 'done').length === 2);
say('refunded', given.refunds.length, 'times');
await unwrap(shop.post('/orders/{orderId}/confirm-receipt', order));

// The owner looks at the day.
const reports = await staff('reports');
const today = dayOf(new Date(), 'UTC');
const query = {
  from: today,
  to: today,
  tz: 'UTC',
  metrics: ['revenue', 'orders', 'units', 'refunded'],
} as const;
const summary = reports.watch('/analytics/summary', { params: { query }, everyMs: 200 });
const { totals } = await until(summary, ({ totals: { orders = 0 } }) => orders > 0);
say('today', JSON.stringify(totals));

// Logged out, there is no token any more.
await unwrap(shop.session.logOut());
const after = await shop.get('/me');
if (after.error?.code !== 'UNAUTHORISED') throw new Error('logged out and still in');
say('done');

async function staff(identifier: string) {
  const own = client();
  const secret = `${identifier[0]?.toUpperCase()}${identifier.slice(1)}-pass-2026`;
  await unwrap(own.session.logIn({ identifier, password: secret }));
  return own;
}

/** The parcel, since logistics has heard of it. */
async function* tracked() {
  for (;;) {
    const { data } = await shop.get('/shipments/{orderNumber}', { params: { path: { orderNumber } } });
    if (data !== undefined) yield data;
    await pause(200);
  }
}

/** The token of the link in the last mail to the shopper, from the mailbox of this machine. */
async function tokenFromMail() {
  for (;;) {
    const { emails } = JSON.parse(await (await fetch(`${MAILBOX}/store`)).text());
    for (const { destination, body } of emails) {
      const link = destination.to.includes(email) ? /\/verify\?token=([\w.~%-]+)/.exec(body.text) : null;
      if (link !== null) return decodeURIComponent(link[1] ?? '');
    }
    await pause(200);
  }
}
