import { datedId } from '@cartless/domain';
import { answering, type Called, scopesFor } from '../shop/routes.ts';
import { ordersOf } from '../shop/orders.ts';
import { ADMIN } from '../shop/people.ts';
import { staff } from '../shop/shop.ts';
import { NO_CURSOR } from './careless.ts';
import { type Act, isRefused } from './actor.ts';
import { keyed } from './rehearsing.ts';

/** The errors that say that there is no such thing. */
const NOWHERE = [
  'ORDER_NOT_FOUND',
  'RETURN_NOT_FOUND',
  'REFUND_NOT_FOUND',
  'SHIPMENT_NOT_FOUND',
  'PRODUCT_NOT_FOUND',
  'USER_UNKNOWN',
] as const;

/** What routes of the staff ask for besides. */
export const BODIES: Readonly<Record<string, object>> = {
  'orders/approveReturn': {},
  'orders/rejectReturn': { reason: 'worn' },
  'orders/receiveReturn': { items: [{ productId: 'prd_none', quantity: 1, restock: false }] },
  'orders/refundOrder': { amount: 1, reason: 'scratched' },
  'orders/payRefund': { reference: 'transfer 4' },
  'orders/decideUndelivered': { outcome: 'refund', restock: false },
  'logistics/releaseShipment': {},
  'logistics/approveReship': {},
  'logistics/rejectReship': { reason: 'no' },
  'logistics/arriveBack': { fit: true },
  'users/setRoles': { roles: [] },
};

/** Ids of what there is not. */
const nothing = (): Record<string, string> => ({
  orderId: datedId('order', new Date()),
  returnId: `${datedId('order', new Date()).replace('ord_', 'ret_')}-1`,
  refundId: `refund-${datedId('order', new Date())}-1`,
  shipmentId: 'shp_2026030100000000_1',
  orderNumber: '20260301-0000000-0',
  productId: 'prd_none',
  userId: 'usr_nobody',
  variantId: 'xxl',
});

/** Routes of the staff that say so of something. */
const OF_STAFF: readonly Called[] = answering(...NOWHERE).filter(
  ({ route }) => route.access !== 'public' && route.access !== 'shop' && route.params !== undefined,
);

/** Asks for what there is not, by routes of the staff: by the number of an order, and of something of an order that has none. */
export const askForNothing: Act = async (person) => {
  const [order] = ordersOf(person.shop);
  for (const { name, route } of OF_STAFF) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one);
    const [, ...areas] = scopesFor(route);
    // The users service knows its staff by their accounts.
    const caller = name.startsWith('users/') ? ADMIN : staff(...areas);
    const request = (known: Readonly<Record<string, string>>) => ({
      caller,
      params: Object.fromEntries(names.map((one) => [one, known[one] ?? ''])),
      headers: keyed(person, 'nothing'),
      body: BODIES[name] ?? {},
    });
    await isRefused(person, name, request(nothing()));
    if (order === undefined || names.length < 2) continue;
    const { orderId } = order;
    await isRefused(person, name, request({ ...nothing(), orderId, returnId: `ret_${orderId.slice(4)}-99` }));
  }
  const query = { cursor: NO_CURSOR };
  await isRefused(person, 'users/listUsers', { caller: ADMIN, query });
};
