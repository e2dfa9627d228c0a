import { SHANGHAI } from '../shop/shop.ts';
import { type Act, drawn, type Person, type Role } from './actor.ts';

const MINUTE = 60_000;

const caller = ({ userId }: Person) => ({ userId });
const newest = ({ orders }: Person): string | undefined => orders.at(-1);

/** Does something with one's newest order; nothing without one. */
const withOrder =
  (act: (person: Person, orderId: string) => Promise<unknown>): Act =>
  async (person) => {
    const orderId = newest(person);
    if (orderId !== undefined) await act(person, orderId);
  };

const order = async (person: Person, paymentMethod: 'card' | 'cod'): Promise<void> => {
  const { shop, name, done } = person;
  const count = drawn(person, 'lines', 1, Math.min(2, shop.goods.length));
  const first = drawn(person, 'goods', 0, shop.goods.length - 1);
  const items = Array.from({ length: count }, (_, line) => {
    const { productId, price } = shop.goods[(first + line) % shop.goods.length] ?? {
      productId: '',
      price: 0,
    };
    const unitPrice = { amount: price, currency: 'CNY' };
    return { productId, quantity: drawn(person, `units ${line}`, 1, 3), unitPrice };
  });
  const request = {
    caller: caller(person),
    headers: { 'idempotency-key': `${name}-order-${done}` },
    body: { items, shippingAddress: SHANGHAI, paymentMethod },
  };
  const twice = drawn(person, 'twice', 0, 5) === 0;
  const [reply] = await Promise.all([
    shop.insist('orders/placeOrder', request),
    // Two tabs, or an impatient finger.
    ...(twice ? [shop.call('orders/placeOrder', request)] : []),
  ]);
  if (reply.status === 201) person.orders.push(String(reply.body['orderId']));
};

const openPage = ({ shop, ...person }: Person, orderId: string) =>
  shop.insist('orders/startPayment', { caller: { userId: person.userId }, params: { orderId } });

/** Who orders: pays or does not, comes back to it, and sends back. */
export const SHOPPER: Role = {
  orders: { often: 6, act: (person) => order(person, 'card') },
  'orders in cash': { often: 2, act: (person) => order(person, 'cod') },
  pays: {
    often: 6,
    act: withOrder(async (person, orderId) => {
      if ((await openPage(person, orderId)).status !== 200) return;
      await person.shop.world.wait(drawn(person, 'typing', 5, 900) * 1000);
      person.shop.payments.pay(orderId);
    }),
  },
  'is declined': {
    often: 1,
    act: withOrder(async (person, orderId) => {
      if ((await openPage(person, orderId)).status === 200) person.shop.payments.decline(orderId);
    }),
  },
  'opens the page and walks away': { often: 1, act: withOrder(openPage) },
  cancels: {
    often: 2,
    act: withOrder((person, orderId) =>
      person.shop.insist('orders/cancelOrder', { caller: caller(person), params: { orderId }, body: {} }),
    ),
  },
  looks: {
    often: 1,
    act: withOrder((person, orderId) =>
      person.shop.call('orders/getOrder', { caller: caller(person), params: { orderId } }),
    ),
  },
  waits: { often: 2, act: (person) => person.shop.world.wait(drawn(person, 'wait', 1, 60) * MINUTE) },
};
