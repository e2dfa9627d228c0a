import { yuan } from '../shop/goods.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { type Order, ordersOf } from '../shop/orders.ts';
import { SHANGHAI, type Shop } from '../shop/shop.ts';
import { as, type Person } from './actor.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Parcel = ReturnType<typeof parcelsOf>[number];
export type Line = Readonly<{ productId: string; quantity: number; unitPrice: object }>;

/** Looks again and again whether there is something, for some days. */
export async function until<T>(
  { shop: { world } }: Pick<Person, 'shop'>,
  look: () => T | undefined,
  { days = 3, everyMs = 10 * MINUTE } = {},
): Promise<T | undefined> {
  const end = world.scheduler.now + days * DAY;
  for (let found = look(); ; found = look()) {
    if (found !== undefined || world.scheduler.now > end) return found;
    await world.wait(everyMs);
  }
}

/** A key of one's own. */
export const keyed = ({ name, done }: Person, what: string) => ({
  'idempotency-key': `${name}-${what}-${done}`.replaceAll(/[ /]/g, '-'),
});

/** Others get accounts; what services keep of those, they have heard afterwards. */
export async function admitted(
  { shop }: Pick<Person, 'shop'>,
  userIds: readonly Person['userId'][],
): Promise<void> {
  for (const userId of userIds) shop.admit(userId);
  await shop.world.wait(HOUR);
}

/** Puts something on sale that nobody else knows of. @returns so many of it, as one orders them; undefined when it was not possible */
export async function newGoods(
  person: Person,
  what: string,
  {
    quantity = 1,
    price = 3000,
    ...more
  }: Readonly<{ quantity?: number; price?: number; [name: string]: unknown }> = {},
): Promise<Line | undefined> {
  const { status, body } = await person.shop.insist('orders/createProduct', {
    caller: as(person, 'catalogue'),
    headers: keyed(person, what),
    body: {
      title: { en: 'Tent', 'zh-CN': '帐篷' },
      description: { en: 'A tent.', 'zh-CN': '一顶帐篷。' },
      category: 'outdoor',
      price: yuan(price),
      stock: 40,
      ...more,
    },
  });
  if (status !== 201) return undefined;
  return { productId: String(body['productId']), quantity, unitPrice: yuan(price) };
}

export const orderOf = (shop: Shop, orderId: string): Order | undefined =>
  ordersOf(shop).find((order) => order.orderId === orderId);
export const parcelsOfOrder = (shop: Shop, orderId: string): readonly Parcel[] =>
  parcelsOf(shop).filter((parcel) => parcel.orderId === orderId);

/** Orders something, and opens the page on which it is paid. @returns its id */
export async function place(
  person: Person,
  items: readonly (Line | undefined)[],
  { what = 'buys', address = SHANGHAI }: Readonly<{ what?: string; address?: Person['address'] }> = {},
): Promise<string | undefined> {
  const { shop, userId } = person;
  if (items.includes(undefined)) return undefined;
  const { status, body } = await shop.insist('orders/placeOrder', {
    caller: { userId },
    headers: keyed(person, what),
    body: { items, shippingAddress: address, paymentMethod: 'card' },
  });
  if (status !== 201) return undefined;
  const orderId = String(body['orderId']);
  person.orders.push(orderId);
  await shop.insist('orders/startPayment', { caller: { userId }, params: { orderId } });
  return orderId;
}

/** Orders something as {@link place}, and pays for it. @returns the paid order, which has a number */
export async function buy(...wanted: Parameters<typeof place>): Promise<Order | undefined> {
  const [person] = wanted;
  const { shop } = person;
  const orderId = await place(...wanted);
  if (orderId === undefined) return undefined;
  shop.payments.pay(orderId);
  return until(person, () => {
    const order = orderOf(shop, orderId);
    return order?.status === 'paid' && order.orderNumber !== null ? order : undefined;
  });
}

/** The parcel of an order, when there is one. */
export const packed = (person: Person, order: Order | undefined): Promise<Parcel | undefined> =>
  order === undefined
    ? Promise.resolve(undefined)
    : until(person, () => parcelsOfOrder(person.shop, order.orderId)[0]);

/** The parcel of an order as it is handed over. */
export async function sent(person: Person, order: Order | undefined): Promise<Parcel | undefined> {
  const parcel = await packed(person, order);
  if (parcel === undefined || order === undefined) return undefined;
  const request = { caller: as(person, 'fulfilment'), params: { shipmentId: parcel.id }, body: {} };
  await person.shop.insist('logistics/dispatchShipment', request);
  return until(person, () =>
    parcelsOfOrder(person.shop, order.orderId).find(({ dispatchedAt }) => dispatchedAt !== undefined),
  );
}

/** An order that was bought, sent and has arrived. */
export async function delivered(person: Person, order: Order | undefined): Promise<Order | undefined> {
  const { shop } = person;
  const parcel = await sent(person, order);
  if (parcel?.label === undefined || order === undefined) return undefined;
  shop.carrier.befall(parcel.label.trackingNumber, 'delivered');
  return until(person, () => {
    const now = orderOf(shop, order.orderId);
    return now?.status === 'delivered' ? now : undefined;
  });
}
