import type { Items } from '@cartless/aggregate';
import { AppError, type OrderId, type UserId } from '@cartless/domain';
import { stockMoving } from '../src/catalogue/catalogue-service.ts';
import type { Product } from '../src/catalogue/product.ts';
import { cancelOrder } from '../src/ordering/cancel-order.ts';
import { confirmReceipt } from '../src/ordering/confirm-receipt.ts';
import { deliver, ship } from '../src/ordering/delivery.ts';
import { dueOf } from '../src/ordering/due.ts';
import { findDue } from '../src/ordering/due-orders-store.ts';
import { numbering, placing } from '../src/ordering/ordering-service.ts';
import { settleDue } from '../src/ordering/settle-due.ts';
import { sweepOrders } from '../src/ordering/sweep-orders.ts';
import { closeCheckout } from '../src/payments/close-checkout.ts';
import { noteRefund } from '../src/payments/note-refund.ts';
import { reconcilePayments } from '../src/payments/reconcile-payments.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { payRefund } from '../src/payments/pay-refund.ts';
import { statusOf } from '../src/payments/refund-moves.ts';
import { refundOrder } from '../src/payments/refund-order.ts';
import { noteDispute } from '../src/disputes/note-dispute.ts';
import { settleRefunds } from '../src/payments/settle-refunds.ts';
import { startPayment } from '../src/payments/start-payment.ts';
import { approveReturn, rejectReturn } from '../src/returns/decide-return.ts';
import { receiveReturn } from '../src/returns/receive-return.ts';
import { requestReturn } from '../src/returns/request-return.ts';
import { returnIdOf } from '../src/returns/return.ts';
import { withdrawReturn } from '../src/returns/withdraw-return.ts';
import { type Ground, orderPorts, type OrderPorts } from '../src/service.ts';
import { DeathPlan } from './death-plan.ts';
import { FakePayments } from './fake-payments.ts';
import { mortalItems } from './mortal-items.ts';
import { ROOMY_LIMITS } from './order-limits.ts';
import { SHANGHAI } from './shop.ts';

export const HOUR = 3_600_000;

/** A refund that an administrator asked for under a key, and what became of it. */
type Asked = {
  orderId: string;
  amount: number;
  request: string;
  outcome: 'unknown' | 'accepted' | 'refused';
};

/** The service's own wiring on a ground whose process can die, with a clock that tests move. */
export class LittleShop implements Pick<OrderPorts, 'read' | 'change' | 'drawNumber' | 'standing' | 'now'> {
  readonly payments = new FakePayments(() => this.clock);
  readonly asked = new Map<string, Asked>();
  readonly deaths = new DeathPlan('died before the write', 'died after the write');
  readonly ground: Ground;
  readonly orders: OrderPorts['orders'];
  readonly read: OrderPorts['read'];
  readonly change: OrderPorts['change'];
  readonly drawNumber: OrderPorts['drawNumber'];
  readonly standing: OrderPorts['standing'];
  readonly user: UserId;
  readonly products: readonly Product[];
  readonly undelivered = { keepFee: false };
  clock = Date.now();

  constructor(items: Items, user: UserId, products: readonly Product[]) {
    this.ground = { items: mortalItems(items, this.deaths), now: this.now, random: Math.random };
    const { orders, read, change, drawNumber, standing } = orderPorts(this.ground);
    this.orders = orders;
    this.read = read;
    this.change = change;
    this.drawNumber = drawNumber;
    this.standing = standing;
    this.user = user;
    this.products = products;
  }

  readonly now = (): Date => new Date(this.clock);

  async place(key: string, wanted: readonly (readonly [number, number])[], cod: boolean): Promise<OrderId> {
    const { order } = await placing(this.ground, {
      currency: 'CNY',
      payWithinMs: HOUR / 4,
      shipping: { default: { fee: 700, freeFrom: null }, places: {} },
      tax: { default: 1300, categories: {}, places: {} },
      limits: ROOMY_LIMITS,
    })({
      userId: this.user,
      idempotencyKey: key,
      items: wanted.map(([product, quantity]) => {
        const { productId, price } = this.products[product % this.products.length]!;
        return { productId, quantity, unitPrice: price };
      }),
      shippingAddress: SHANGHAI,
      paymentMethod: cod ? 'cod' : 'card',
      locale: 'en',
    });
    return order.orderId;
  }

  number = (orderId: string): Promise<void> => numbering(this.ground)(orderId);
  startPayment = (orderId: string) => startPayment(this)({ orderId, userId: this.user });
  async webhook(orderId: string): Promise<void> {
    const payment = this.payments.paid.find((one) => one.orderId === orderId);
    if (payment !== undefined) await recordPayment(this)(payment);
  }
  async payUp(orderId: string): Promise<void> {
    await this.number(orderId);
    // A page that was opened before may still be paid, and its webhook may come again.
    await this.startPayment(orderId).catch(expected);
    this.payments.pay(orderId);
    await this.webhook(orderId);
  }
  async arrive(orderId: string): Promise<void> {
    const { paymentMethod } = await this.read(orderId);
    await (paymentMethod === 'card' ? this.payUp(orderId) : this.number(orderId));
    await this.ship(orderId);
    await this.deliver(orderId);
  }
  cancel = (orderId: string) => cancelOrder(this)({ orderId, userId: this.user, isStaff: false });
  closeCheckout = (orderId: string) => closeCheckout(this)(orderId);
  expire = (orderId: string) => settleDue(this)(orderId);
  /** The sweep, over the orders of this test only. */
  sweep = async (orderId: string): Promise<void> => {
    const { items } = this.ground;
    await sweepOrders({
      findDue: async (at) => (await findDue(items)(at)).filter((one) => one === orderId),
      settleDue: settleDue(this),
      findUnnumbered: async () => [orderId],
      numberOrder: this.number,
      failed: fail,
      now: this.now,
    })();
  };
  ship = (orderId: string) => this.change(orderId, (order) => ship(order, { at: this.clock, by: 'carrier' }));
  deliver = (orderId: string) =>
    this.change(orderId, (order) => deliver(order, { at: this.clock, by: 'carrier' }, this.clock));
  confirm = (orderId: string) => confirmReceipt(this)({ orderId, userId: this.user });
  /** The same order, units and key are the same request, asked again. */
  async askReturn(orderId: string, quantity: number, key = 0, line = 0): Promise<void> {
    const { lines } = await this.read(orderId);
    const items = lines.slice(line, line + 1).map(({ productId }) => ({ productId, quantity }));
    const idempotencyKey = `return ${quantity} ${key}`;
    await requestReturn(this)({ orderId, userId: this.user, items, reason: 'x', idempotencyKey });
  }
  approveReturn = (orderId: string, number = 1) =>
    approveReturn(this)({ orderId, returnId: returnIdOf(orderId, number) });
  rejectReturn = (orderId: string, number = 1) =>
    rejectReturn(this)({ orderId, returnId: returnIdOf(orderId, number), reason: 'worn' });
  withdrawReturn = (orderId: string, number = 1) =>
    withdrawReturn(this)({ orderId, returnId: returnIdOf(orderId, number), userId: this.user });
  /** All that was asked for arrives; every second unit can be sold again. */
  async receiveReturn(orderId: string, number = 1): Promise<void> {
    const { lines, returns } = await this.read(orderId);
    const items = (returns[number - 1]?.items ?? []).flatMap(({ line, quantity }) =>
      Array.from({ length: quantity }, (_, unit) => ({
        productId: lines[line]!.productId,
        quantity: 1,
        restock: unit % 2 === 0,
      })),
    );
    await receiveReturn(this)({ orderId, returnId: returnIdOf(orderId, number), items });
  }
  /** The same order, amount and key are the same request, asked again. */
  async refund(orderId: string, amount: number, key: number): Promise<void> {
    const request = `${orderId} ${key} ${amount}`;
    const asked: Asked = this.asked.get(request) ?? { orderId, amount, request, outcome: 'unknown' };
    this.asked.set(request, asked);
    await this.#ask(asked);
  }
  /** An administrator who got no answer asks again. */
  async askAgain(): Promise<void> {
    for (const asked of this.asked.values()) {
      if (asked.outcome === 'unknown') await this.#ask(asked).catch(expected);
    }
  }
  async #ask(asked: Asked): Promise<void> {
    const { orderId, amount, request } = asked;
    try {
      await refundOrder(this)({ orderId, amount, reason: 'sorry', idempotencyKey: request });
      asked.outcome = 'accepted';
    } catch (error) {
      if (error instanceof AppError && asked.outcome === 'unknown' && error.kind !== 'unavailable') {
        asked.outcome = 'refused';
      }
      throw error;
    }
  }
  /** The provider's webhook about money that went back. */
  async refundHeard(orderId: string): Promise<void> {
    const payment = this.payments.paid.find((one) => one.orderId === orderId);
    const refundedInAll = payment === undefined ? 0 : this.payments.givenBack(payment.intent);
    if (payment === undefined || refundedInAll === 0) return;
    await noteRefund(this)({ orderId, intent: payment.intent, refundedInAll, at: this.clock });
  }
  noteDispute = (id: string) => noteDispute(this)(id);
  settle = (orderId: string) => settleRefunds(this)(orderId);
  /** Somebody pays by hand what the provider cannot give back. */
  async payOpen(orderId: string): Promise<void> {
    const { refunds } = await this.read(orderId);
    for (const refund of refunds) {
      if (statusOf(refund) === 'done') continue;
      await payRefund(this)({ orderId, refundId: refund.key, reference: 'receipt 1' });
    }
  }
  reconcile = () => {
    const { read, payments, now } = this;
    return reconcilePayments({ read, payments, now, recordPayment: recordPayment(this), failed: fail })();
  };
  stock = (product: number, delta: number, idempotencyKey: string) =>
    stockMoving(this.ground)({
      productId: this.products[product % this.products.length]!.productId,
      delta,
      reason: 'x',
      by: 'admin',
      idempotencyKey,
    });
}

/** Everything that happens by itself sooner or later: queues are worked off, schedules run, time passes. */
export async function recover(little: LittleShop, orderIds: readonly string[]): Promise<void> {
  little.deaths.next = undefined;
  little.payments.deaths.next = undefined;
  for (const orderId of orderIds) await little.number(orderId);
  await little.reconcile();
  little.clock += 300 * HOUR;
  await little.askAgain();
  for (const orderId of orderIds) {
    await waitForReturns(little, orderId);
    await little.expire(orderId);
    await little.closeCheckout(orderId);
    await little.settle(orderId);
    await little.payOpen(orderId);
    await little.refundHeard(orderId);
  }
}

/** Nobody decides what is open, and nothing more arrives: the clock ends every return. */
async function waitForReturns(little: LittleShop, orderId: string): Promise<void> {
  for (let due = dueOf(await little.read(orderId)); due?.what === 'return';) {
    little.clock = Math.max(little.clock, due.at);
    await little.expire(orderId);
    due = dueOf(await little.read(orderId));
  }
}

/** @throws what no history may meet */
export function expected(error: unknown): void {
  if (!isExpected(error)) throw error;
}

function fail(orderId: string, error: unknown): never {
  throw error instanceof AppError
    ? error
    : new Error(`${orderId} failed: ${String(error)}`, { cause: error });
}

/** Failures that a history may meet: refusals by the rules, and the deaths that the test planned. */
const isExpected = (error: unknown): boolean =>
  error instanceof AppError || (error instanceof Error && /died|provider/.test(error.message));
