import { named } from '@cartless/domain';
import { yuan } from '../shop/goods.ts';
import type { Goods } from '../shop/shop.ts';
import type { Reply } from '../world/gateway.ts';
import { drawn, type Person } from './actor.ts';

type Line = Readonly<{ productId: string; variantId?: string; quantity: number; unitPrice: object }>;
type Basket = Readonly<{
  items: readonly Line[];
  shippingAddress: Person['address'];
  paymentMethod: 'card' | 'cod';
  promotionCode?: string;
  invoice?: object;
}>;

/** What one wants to order, at the prices of the page that one looked at: one may be old. */
function wanted(person: Person): readonly Line[] {
  const { shop } = person;
  const count = drawn(person, 'lines', 1, Math.min(2, shop.goods.length));
  const first = drawn(person, 'goods', 0, shop.goods.length - 1);
  return Array.from({ length: count }, (_, line) => shop.goods[(first + line) % shop.goods.length]).flatMap(
    (goods, line) => (goods === undefined ? [] : [lineOf(person, goods, line)]),
  );
}

function lineOf(person: Person, goods: Goods, line: number): Line {
  const isOld = drawn(person, `page ${line}`, 0, 5) === 0;
  return {
    ...named(goods),
    quantity: drawn(person, `units ${line}`, 1, 3),
    unitPrice: yuan(isOld ? goods.firstPrice : goods.price),
  };
}

/** Some have the invoice made out to their company. */
const invoiceOf = (person: Person) =>
  drawn(person, 'company', 0, 4) === 0
    ? { invoice: { title: `${person.name} & Daughters`, taxNumber: '91110108717743469K' } }
    : {};

/** Orders something; and again at the prices of now when they have changed. */
export async function order(
  person: Person,
  paymentMethod: 'card' | 'cod',
  promotionCode?: string,
): Promise<void> {
  const basket: Basket = {
    items: wanted(person),
    shippingAddress: person.address,
    paymentMethod,
    ...invoiceOf(person),
    ...(promotionCode !== undefined && { promotionCode }),
  };
  const quoted = promotionCode === undefined ? undefined : await quote(person, basket);
  const inTwoTabs = drawn(person, 'tabs', 0, promotionCode === undefined ? 9 : 2) === 0;
  const [first] = await Promise.all([
    placeAs(person, basket, 'order', quoted),
    // Two baskets at once may be more than a limit allows.
    ...(inTwoTabs ? [placeAs(person, basket, 'order-of-other-tab', undefined)] : []),
  ]);
  if (first.code === 'PRICE_CHANGED') {
    const now = await quote(person, basket);
    if (now !== undefined)
      await placeAs(person, { ...basket, items: now.items }, 'order-at-prices-of-now', now);
  }
}

type Quoted = Readonly<{ total: number; items: readonly Line[]; edits: number; applies: boolean }>;

/** What an order would cost, and its lines at the prices of now; undefined when no answer says it. */
async function quote({ shop, ...person }: Person, body: Basket): Promise<Quoted | undefined> {
  const { edits } = shop;
  const reply = await shop.insist('orders/quoteOrder', { caller: { userId: person.userId }, body });
  if (reply.status !== 200) return undefined;
  const { items, total, promotion } = reply.body as unknown as Readonly<{
    items: readonly Line[];
    total: Readonly<{ amount: number }>;
    promotion?: Readonly<{ problem?: string }>;
  }>;
  const lines = items.map(({ quantity, unitPrice, ...sold }) => ({ ...named(sold), quantity, unitPrice }));
  return { total: total.amount, items: lines, edits, applies: promotion?.problem === undefined };
}

/** Places an order, sometimes twice at once. @param quoted what it should cost, unless somebody changed something since */
async function placeAs(
  person: Person,
  body: Basket,
  what: string,
  quoted: Quoted | undefined,
): Promise<Reply> {
  const { shop, name, done } = person;
  const request = {
    caller: { userId: person.userId },
    headers: { 'idempotency-key': `${name}-${what}-${done}` },
    body,
  };
  const twice = drawn(person, 'twice', 0, 5) === 0;
  const replies = await Promise.all([
    shop.insist('orders/placeOrder', request),
    // Two tabs, or an impatient finger.
    ...(twice ? [shop.call('orders/placeOrder', request)] : []),
  ]);
  const placed = replies.filter(({ status }) => status === 201);
  const [made, ...others] = placed.map((reply) => String(reply.body['orderId']));
  for (const other of others)
    if (other !== made) shop.contradictions.push(`one request made ${made} and ${other}`);
  if (made !== undefined) person.orders.push(made);
  const total = (placed[0]?.body['total'] as Readonly<{ amount: number }> | undefined)?.amount;
  if (quoted?.applies && total !== undefined && quoted.edits === shop.edits && total !== quoted.total)
    shop.contradictions.push(`${made} was to cost ${quoted.total} and costs ${total}`);
  return replies[0];
}
