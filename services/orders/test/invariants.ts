import { type Items, queryAll } from '@cartless/aggregate';
import { expect } from '@jest/globals';
import { listOwnOrders } from '../src/ordering/order-lists-store.ts';
import { readBuckets } from '../src/stock/bucket-store.ts';
import { captured, owed, refunded, refundedForGood } from '../src/payments/money-kept.ts';
import type { Order } from '../src/ordering/order.ts';
import { isAllBack, unitsBack, unitsLeft } from '../src/returns/return-units.ts';
import { isOpen } from '../src/returns/return.ts';
import type { LittleShop } from './little-shop.ts';

export async function ordersOf({ orders, user }: LittleShop): Promise<readonly Order[]> {
  return (await listOwnOrders(orders, { userId: user, limit: 100 })).items;
}

/** What holds at every moment. */
export async function checkAlways(little: LittleShop, keys: number): Promise<void> {
  const orders = await ordersOf(little);
  const { items } = little.ground;
  for (const product of little.products) {
    const { productId } = product;
    const booked = await bookedUnits(items, productId);
    const taken = orders.reduce((sum, order) => sum + unitsKept(order, productId), 0);
    const left =
      (await readBuckets(items)([{ sku: productId, buckets: product.buckets }])).get(productId) ?? [];
    expect(left.every(({ available }) => available >= 0)).toBe(true);
    expect(left.reduce((sum, { available }) => sum + available, 0)).toBe(booked - taken);
  }
  expect(orders.length).toBeLessThanOrEqual(keys);
  const numbers = orders.flatMap(({ orderNumber }) => orderNumber ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const order of orders) {
    expect(refunded(order)).toBeLessThanOrEqual(captured(order));
    expect(captured(order)).toBeLessThanOrEqual(order.total);
    checkRefunds(little, order);
    checkReturns(order);
  }
}

/** What holds once nothing is left to do. */
export async function checkAtRest(little: LittleShop): Promise<void> {
  for (const order of await ordersOf(little)) {
    const { orderId, status, paymentMethod } = order;
    expect(owed(order)).toBe(0);
    // No order is stuck where only time or the service itself could move it on.
    expect(status).not.toBe('delivered');
    expect(order.returns.filter(isOpen)).toEqual([]);
    if (status === 'placed' || status === 'paid') expect(order.orderNumber).not.toBeNull();
    expect(captured(order) - refundedForGood(order)).toBe(moneyToKeep(little, order));
    if (paymentMethod !== 'card') continue;
    expect(status).not.toBe('placed');
    const paid = little.payments.paid.filter((payment) => payment.orderId === orderId);
    expect(paid.length).toBeLessThanOrEqual(1);
    expect(captured(order)).toBe(paid.reduce((sum, { amount }) => sum + amount, 0));
    expect(refundedForGood(order)).toBe(little.payments.givenBack(`pi_${orderId}`));
    const session = little.payments.sessions.get(`cs_${orderId}`);
    if (status === 'cancelled' && order.session !== undefined) expect(session?.status).not.toBe('open');
  }
}

/** The provider's own list against ours: each of its refunds is owed here first, and each of ours is one of its. */
function checkRefunds(little: LittleShop, { orderId, refunds }: Order): void {
  const ours = refunds.filter(({ intent }) => intent !== 'cash');
  const keys = refunds.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key, amount } of little.payments.refundsOf(`pi_${orderId}`)) {
    if (key === undefined) continue;
    const known = ours.filter((refund) => refund.key === key);
    expect(known).toHaveLength(1);
    // Until it is done here, we may still believe that more is given for it.
    expect(known[0]?.doneAt === undefined ? amount <= known[0]!.amount : known[0].amount === amount).toBe(
      true,
    );
  }
  for (const { key, amount, doneAt, reason } of ours) {
    if (doneAt === undefined || amount === 0 || reason === BY_HAND) continue;
    expect(little.payments.refunds.filter((refund) => refund.key === key)).toHaveLength(1);
  }
  const causes = refunds.filter(({ reason }) => reason !== BY_HAND).map((one) => one.request ?? one.reason);
  expect(new Set(causes).size).toBe(causes.length);
}

const BY_HAND = 'given back at the provider';

/** What the shop may keep of an order, told by what was asked of it and not by what its books say. */
function moneyToKeep(little: LittleShop, order: Order): number {
  if (order.status === 'cancelled') return 0;
  const { orderId } = order;
  const asked = [...little.asked.values()].filter((one) => one.orderId === orderId);
  const accepted = asked.filter(({ outcome }) => outcome === 'accepted');
  const byHand = little.payments.refundsOf(`pi_${orderId}`).filter(({ key }) => key === undefined);
  const sum = (parts: readonly Readonly<{ amount: number }>[]) =>
    parts.reduce((total, { amount }) => total + amount, 0);
  const returned = receivedOf(order).reduce(
    (total, { line, quantity }) => total + quantity * (order.lines[line]?.unitPrice.amount ?? 0),
    0,
  );
  return Math.max(0, captured(order) - sum(accepted) - sum(byHand) - returned);
}

/** What the ledger of a product says came in and went out besides orders. */
async function bookedUnits(items: Items, productId: string): Promise<number> {
  let units = 0;
  for await (const { d } of queryAll(items, { hash: `L#${productId}`, consistent: true })) units += Number(d);
  return units;
}

const receivedOf = ({ returns }: Order) =>
  returns.flatMap((one) => (one.status === 'received' ? one.received.items : []));

/** Units that an order has of a product: reserved, sold, and not back on the shelf. */
function unitsKept(order: Order, productId: string): number {
  if (order.status === 'cancelled') return 0;
  const ordered = order.lines.reduce(
    (sum, line) => sum + (line.productId === productId ? line.quantity : 0),
    0,
  );
  return receivedOf(order).reduce(
    (kept, { line, restocked }) => kept - (order.lines[line]?.productId === productId ? restocked : 0),
    ordered,
  );
}

/** No unit is in two returns at once, and an order is returned exactly when all its units are. */
function checkReturns(order: Order): void {
  for (const [line, { quantity }] of order.lines.entries()) {
    expect(unitsLeft(order, line)).toBeGreaterThanOrEqual(0);
    expect(unitsBack(order, line)).toBeLessThanOrEqual(quantity);
  }
  expect(order.status === 'returned').toBe(isAllBack(order));
}
