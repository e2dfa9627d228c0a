import { named } from '@cartless/domain';
import { ordersOf } from '../shop/orders.ts';
import { type Act, as, drawn, oneOf, type Role } from './actor.ts';

const DAY = 86_400_000;

const dispatch: Act = async (person) => {
  const list = await person.shop.insist('logistics/listShipments', {
    caller: as(person, 'fulfilment'),
    query: { status: 'created' },
  });
  const waiting = (list.body['items'] ?? []) as readonly Readonly<{ shipmentId: string }>[];
  for (const { shipmentId } of waiting)
    await person.shop.insist('logistics/dispatchShipment', {
      caller: as(person, 'fulfilment'),
      params: { shipmentId },
      body: {},
    });
};

const decideReturns: Act = async (person) => {
  for (const { orderId, lines, returns } of ordersOf(person.shop)) {
    for (const [index, { status, items }] of returns.entries()) {
      const params = { orderId, returnId: `ret_${orderId.slice(4)}-${index + 1}` };
      const request = { caller: as(person, 'fulfilment'), params };
      if (status === 'requested') {
        const yes = drawn(person, `return ${params.returnId}`, 0, 3) > 0;
        await (yes
          ? person.shop.insist('orders/approveReturn', request)
          : person.shop.insist('orders/rejectReturn', { ...request, body: { reason: 'worn' } }));
      } else if (status === 'approved') {
        const came = items.flatMap(({ line, quantity }) => {
          const sold = lines[line];
          const restock = drawn(person, `restock ${line}`, 0, 1) === 0;
          return sold === undefined ? [] : [{ ...named(sold), quantity, restock }];
        });
        await person.shop.insist('orders/receiveReturn', { ...request, body: { items: came } });
      }
    }
  }
};

const refund: Act = async (person) => {
  const paid = ordersOf(person.shop).filter(({ captures }) => captures.length > 0);
  const order = oneOf(person, 'refund', paid);
  if (order === undefined) return;
  const { orderId, total } = order;
  await person.shop.insist('orders/refundOrder', {
    caller: as(person, 'finance'),
    params: { orderId },
    headers: { 'idempotency-key': `${person.name}-refund-${person.done}` },
    body: { amount: drawn(person, 'amount', 1, total), reason: 'scratched' },
  });
};

/** Pays by other means what no provider can give back. */
const payRefunds: Act = async (person) => {
  for (const { orderId, refunds } of ordersOf(person.shop)) {
    for (const { key, intent, doneAt, failed } of refunds) {
      if (doneAt !== undefined || (intent !== 'cash' && failed === undefined)) continue;
      await person.shop.insist('orders/payRefund', {
        caller: as(person, 'finance'),
        params: { orderId, refundId: key },
        body: { reference: 'transfer 1' },
      });
    }
  }
};

const cancel: Act = async (person) => {
  const order = oneOf(person, 'cancel', ordersOf(person.shop));
  if (order === undefined) return;
  const { orderId } = order;
  await person.shop.insist('orders/cancelOrder', {
    caller: as(person, 'support'),
    params: { orderId },
    body: {},
  });
};

const moveStock: Act = async (person) => {
  const goods = oneOf(person, 'goods', person.shop.goods);
  if (goods === undefined) return;
  const by = drawn(person, 'by', -2, 4);
  if (by === 0) return;
  await person.shop.insist('orders/moveStock', {
    caller: as(person, 'catalogue'),
    params: { productId: goods.productId },
    headers: { 'idempotency-key': `${person.name}-stock-${person.done}` },
    body: {
      delta: by,
      reason: 'counted',
      ...(goods.variantId !== undefined && { variantId: goods.variantId }),
    },
  });
};

/** Decides once more what is decided. */
const decideAgain: Act = async (person) => {
  for (const { orderId, returns } of ordersOf(person.shop)) {
    for (const index of returns.keys()) {
      const params = { orderId, returnId: `ret_${orderId.slice(4)}-${index + 1}` };
      const request = { caller: as(person, 'support'), params };
      const yes = drawn(person, `again ${params.returnId}`, 0, 1) === 0;
      await (yes
        ? person.shop.insist('orders/approveReturn', request)
        : person.shop.insist('orders/rejectReturn', { ...request, body: { reason: 'on second thoughts' } }));
    }
  }
};

/** Says of any refund that it was paid by other means; only what no provider can give back is taken for that. */
const payAnyRefund: Act = async (person) => {
  const { shop } = person;
  const caller = as(person, 'finance');
  await shop.call('orders/listRefunds', { caller });
  await shop.call('orders/listDisputes', { caller });
  for (const { orderId, refunds } of ordersOf(shop))
    for (const { key } of refunds)
      await shop.insist('orders/payRefund', {
        caller,
        params: { orderId, refundId: key },
        body: { reference: 'transfer 2' },
      });
};

/** An order has room for so many refunds. */
const MOST_REFUNDS = 50;

const refundBitByBit: Act = async (person) => {
  const { shop } = person;
  const paid = ordersOf(shop).filter(({ captures }) => captures.length > 0);
  const order = oneOf(person, 'bit by bit', paid);
  if (order === undefined) return;
  for (let times = 0; times <= MOST_REFUNDS; times += 1) {
    const { status } = await shop.insist('orders/refundOrder', {
      caller: as(person, 'finance'),
      params: { orderId: order.orderId },
      headers: { 'idempotency-key': `${person.name}-bit-${person.done}-${times}` },
      body: { amount: 1, reason: 'one more' },
    });
    if (status >= 400) return;
  }
};

/** Who works in the shop. */
export const CLERK: Role = {
  thinksMs: 3 * DAY,
  acts: {
    'hands parcels over': { often: 8, act: dispatch },
    'decides about returns': { often: 6, next: ['decides about returns'], act: decideReturns },
    'gives money back': { often: 2, act: refund },
    'pays what no provider gives back': { often: 1, act: payRefunds },
    'cancels an order': { often: 1, act: cancel },
    'decides again': { often: 1, act: decideAgain },
    'pays any refund': { often: 1, act: payAnyRefund },
    'gives back bit by bit': { often: 0.05, act: refundBitByBit },
    'counts the shelf': { often: 1, act: moveStock },
  },
};
