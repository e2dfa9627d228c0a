import { named } from '@cartless/domain';
import type { Order } from '../shop/orders.ts';
import { type Act, as, isRefused, type Person } from './actor.ts';
import { buy, DAY, delivered, keyed, newGoods, orderOf } from './rehearsing.ts';

/** Something that one has bought, and that has arrived. */
async function arrived(person: Person, quantity: number): Promise<Order | undefined> {
  return delivered(person, await buy(person, [await newGoods(person, 'goods', { quantity })]));
}

/** Asks to send units back. @returns the request that speaks of the return, with the goods of it */
async function askToReturn(person: Person, order: Order, quantity: number) {
  const { shop, userId } = person;
  const { orderId, lines } = order;
  const [line] = lines;
  const number = (orderOf(shop, orderId)?.returns.length ?? 0) + 1;
  const request = {
    caller: { userId },
    params: { orderId },
    headers: keyed(person, `return-${number}`),
    body: { items: line === undefined ? [] : [{ ...named(line), quantity }], reason: 'too large' },
  };
  const { status } = await shop.insist('orders/requestReturn', request);
  const params = { orderId, returnId: `ret_${orderId.slice(4)}-${number}` };
  return status === 201
    ? { request, of: { caller: as(person, 'support', 'fulfilment'), params } }
    : undefined;
}

const NO = { reason: 'worn' };

/** One return is allowed and refused after all, one refused at once, one withdrawn and sent all the same. */
export const decideReturns: Act = async (person) => {
  const { shop, userId } = person;
  const order = await arrived(person, 3);
  const [line] = order?.lines ?? [];
  if (order === undefined || line === undefined) return;
  const items = [{ ...named(line), quantity: 1, restock: true }];
  const first = await askToReturn(person, order, 1);
  if (first !== undefined) {
    const { request, of } = first;
    await isRefused(person, 'orders/requestReturn', {
      ...request,
      body: { ...request.body, reason: 'other' },
    });
    await shop.insist('orders/approveReturn', of);
    await shop.insist('orders/rejectReturn', { ...of, body: NO });
    await shop.insist('orders/approveReturn', of);
    await shop.insist('orders/receiveReturn', { ...of, body: { items } });
    await shop.insist('orders/withdrawReturn', { ...of, caller: { userId } });
  }
  await askToReturn(person, order, 500);
  const second = await askToReturn(person, order, 1);
  if (second !== undefined) await shop.insist('orders/rejectReturn', { ...second.of, body: NO });
  const third = await askToReturn(person, order, 1);
  if (third === undefined) return;
  await shop.insist('orders/withdrawReturn', { ...third.of, caller: { userId } });
  for (const body of [
    { items: [{ productId: 'prd_none', quantity: 1, restock: true }] },
    { items: items.map((item) => ({ ...item, quantity: 500 })) },
    { items, refund: 100_000_000 },
  ])
    await isRefused(person, 'orders/receiveReturn', { ...third.of, body });
  await shop.insist('orders/receiveReturn', { ...third.of, body: { items } });
  await shop.insist('orders/rejectReturn', { ...third.of, body: NO });
};

/** All of an order goes back, of which the receipt was confirmed or was not. */
const returnAll =
  (isConfirmed: boolean): Act =>
  async (person) => {
    const { shop, userId } = person;
    const order = await arrived(person, 2);
    const [line] = order?.lines ?? [];
    if (order === undefined || line === undefined) return;
    const { orderId } = order;
    if (isConfirmed) await shop.insist('orders/confirmReceipt', { caller: { userId }, params: { orderId } });
    const asked = await askToReturn(person, order, line.quantity);
    if (asked === undefined) return;
    await shop.insist('orders/approveReturn', asked.of);
    const items = [{ ...named(line), quantity: line.quantity, restock: true }];
    await shop.insist('orders/receiveReturn', { ...asked.of, body: { items } });
  };
export const returnAllAtOnce = returnAll(false);
export const returnAllThatWasConfirmed = returnAll(true);

/** Nobody sends back what is long over, nor what was never bought. */
export const returnTooLate: Act = async (person) => {
  const { shop, userId } = person;
  const order = await arrived(person, 1);
  const [line] = order?.lines ?? [];
  if (order === undefined || line === undefined) return;
  const request = { caller: { userId }, params: { orderId: order.orderId }, headers: keyed(person, 'late') };
  const body = (item: object) => ({ items: [{ ...item, quantity: 1 }], reason: 'too large' });
  await isRefused(person, 'orders/requestReturn', { ...request, body: body({ productId: 'prd_unknown' }) });
  await isRefused(person, 'orders/getInvoice', { ...request, query: { creditNote: '2026-C999999' } });
  await shop.world.wait(20 * DAY);
  await isRefused(person, 'orders/requestReturn', { ...request, body: body(named(line)) });
};
