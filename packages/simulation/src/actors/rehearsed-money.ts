import { datedId } from '@cartless/domain';
import type { Order } from '../shop/orders.ts';
import { SPRINGFIELD, URUMQI } from '../shop/shop.ts';
import { type Act, as, isRefused, type Person } from './actor.ts';
import { admitted, buy, DAY, delivered, HOUR, keyed, newGoods, orderOf, place, until } from './rehearsing.ts';

const refund = (person: Person, { orderId }: Order, what: string, amount = 100) => ({
  caller: as(person, 'finance'),
  params: { orderId },
  headers: keyed(person, what),
  body: { amount, reason: 'scratched' },
});

/** Gives back some money of an order, and waits until the refund stands so. @returns its key */
async function refunded(
  person: Person,
  order: Order,
  what: string,
  stands: (one: Order['refunds'][number]) => boolean,
): Promise<string | undefined> {
  const known = new Set(orderOf(person.shop, order.orderId)?.refunds.map(({ key }) => key));
  await person.shop.insist('orders/refundOrder', refund(person, order, what));
  const found = await until(
    person,
    () => orderOf(person.shop, order.orderId)?.refunds.find((one) => !known.has(one.key) && stands(one)),
    { days: 1, everyMs: 5 * 60_000 },
  );
  return found?.key;
}

/** A bank refuses a refund at once or later, and lets another one arrive; what failed is paid by other means. */
export const rehearseRefunds: Act = async (person) => {
  const { shop } = person;
  const order = await buy(person, [await newGoods(person, 'goods', { price: 9000 })]);
  if (order === undefined) return;
  shop.payments.refundsCome('pending');
  await refunded(person, order, 'refused later', ({ sentAt }) => sentAt !== undefined);
  shop.payments.settleRefunds('failed');
  await shop.world.wait(HOUR);
  await refunded(person, order, 'arrives later', ({ sentAt }) => sentAt !== undefined);
  shop.payments.settleRefunds('succeeded');
  shop.payments.refundsCome('failed');
  const key = await refunded(person, order, 'refused', ({ failed }) => failed !== undefined);
  shop.payments.refundsCome('succeeded');
  const again = refund(person, order, 'refused later', 99);
  await isRefused(person, 'orders/refundOrder', again);
  if (key === undefined) return;
  const params = { orderId: order.orderId, refundId: key };
  const byHand = { caller: as(person, 'finance'), params, body: { reference: 'transfer 3' } };
  shop.payments.dispute(order.orderId, { part: 0.4, inquiry: false, reason: 'product_not_received' });
  await until(person, () => orderOf(shop, order.orderId)?.disputes?.[0]);
  // Who has gone to the bank gets it from there, or when the bank has decided.
  await shop.insist('orders/payRefund', byHand);
  for (const { id } of shop.payments.openDisputes()) shop.payments.decide(id, 'win');
  await shop.world.wait(DAY);
  await shop.insist('orders/payRefund', byHand);
};

/** Where sending costs something else, or other taxes are in the price, an order cannot be led to. */
export const moveElsewhere: Act = async (person) => {
  const { shop, userId } = person;
  const book = { category: 'books', price: 31_000 };
  const lines = [await newGoods(person, 'book', book)];
  const order = await buy(person, lines, { what: 'books' });
  const cheap = await buy(person, [await newGoods(person, 'cheap')], { what: 'cheap' });
  const to = async (one: Order | undefined, shippingAddress: Person['address']): Promise<void> => {
    if (one === undefined) return;
    const params = { orderId: one.orderId };
    await shop.insist('orders/changeAddress', { caller: { userId }, params, body: { shippingAddress } });
  };
  await to(order, { ...URUMQI, region: '西藏', city: '拉萨' });
  await to(cheap, URUMQI);
  await to(cheap, SPRINGFIELD);
  await to(cheap && { ...cheap, orderId: datedId('order', new Date()) }, URUMQI);
};

/** Somebody new orders more than anybody may who is new; and for more than any card has. */
export const orderTooMuch: Act = async (person) => {
  const { shop, name, done, userId } = person;
  const dear = await newGoods(person, 'dear', { price: 250_000_000 });
  const stranger = `usr_${name}stranger${done}` as const;
  await admitted(person, [stranger]);
  const order = { shippingAddress: person.address, paymentMethod: 'card', items: [dear] };
  if (dear === undefined) return;
  await isRefused(person, 'orders/placeOrder', {
    caller: { userId: stranger },
    headers: keyed(person, 'stranger'),
    body: order,
  });
  const headers = keyed(person, 'dearly');
  const { status, body } = await shop.insist('orders/placeOrder', {
    caller: { userId },
    headers,
    body: order,
  });
  if (status !== 201) return;
  const params = { orderId: String(body['orderId']) };
  await isRefused(person, 'orders/startPayment', { caller: { userId }, params });
  await shop.insist('orders/cancelOrder', { caller: { userId }, params, body: {} });
};

/** What was done under a key is not done otherwise under it. */
export const reuseKeys: Act = async (person) => {
  const { shop, userId } = person;
  const caller = as(person, 'catalogue');
  const line = await newGoods(person, 'goods');
  if (line === undefined) return;
  const other = await newGoods(person, 'goods', { price: 4000 });
  if (other !== undefined) shop.contradictions.push(`a key of ${person.name} makes two products`);
  const { productId } = line;
  const move = { caller, params: { productId }, headers: keyed(person, 'stock') };
  const { status } = await shop.insist('orders/moveStock', {
    ...move,
    body: { delta: 2, reason: 'counted' },
  });
  if (status === 200 || status === 201)
    await isRefused(person, 'orders/moveStock', { ...move, body: { delta: 3, reason: 'counted' } });
  const { version } = (await shop.insist('orders/getAnyProduct', { caller, params: { productId } })).body;
  const price = { amount: 3100, currency: 'CNY' };
  await shop.insist('orders/changeProduct', { caller, params: { productId }, body: { price, version } });
  await shop.insist('orders/placeOrder', {
    caller: { userId },
    headers: keyed(person, 'price of before'),
    body: { items: [line], shippingAddress: person.address, paymentMethod: 'card' },
  });
};

/** Buys something, for who has not paid for it yet. */
export const withPlaced =
  (act: Act): Act =>
  async (person) => {
    if ((await place(person, [await newGoods(person, 'goods')])) !== undefined) await act(person);
  };

/** Buys something that arrives: for who wants to try something with it. */
export const withArrived =
  (act: Act): Act =>
  async (person) => {
    const order = await buy(person, [await newGoods(person, 'goods', { quantity: 2 })]);
    if ((await delivered(person, order)) !== undefined) await act(person);
  };
