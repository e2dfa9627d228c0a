import { AppError, type OrderId, type UserId } from '@cartless/domain';
import { changeOrder, type Decide, loadOrder } from '../src/adapters/change-order.ts';
import { claimNumber } from '../src/adapters/claim-number.ts';
import { findDue } from '../src/adapters/due-orders.ts';
import { commitPlacement } from '../src/adapters/commit-placement.ts';
import { readBuckets } from '../src/adapters/read-buckets.ts';
import { bookMovement } from '../src/adapters/book-movement.ts';
import { readProduct } from '../src/adapters/read-product.ts';
import { readCatalogue } from '../src/adapters/read-catalogue.ts';
import { acceptReturn } from '../src/application/accept-return.ts';
import { cancelOrder } from '../src/application/cancel-order.ts';
import { closeCheckout } from '../src/application/close-checkout.ts';
import { confirmReceipt } from '../src/application/confirm-receipt.ts';
import { moveStock } from '../src/application/move-stock.ts';
import { noteRefund } from '../src/application/note-refund.ts';
import { numberOrder } from '../src/application/number-order.ts';
import { placeOrder } from '../src/application/place-order.ts';
import { reconcilePayments } from '../src/application/reconcile-payments.ts';
import { recordPayment } from '../src/application/record-payment.ts';
import { refundOrder } from '../src/application/refund-order.ts';
import { requestReturn } from '../src/application/request-return.ts';
import { settleDue } from '../src/application/settle-due.ts';
import { sweepOrders } from '../src/application/sweep-orders.ts';
import { settleRefunds } from '../src/application/settle-refunds.ts';
import { startPayment } from '../src/application/start-payment.ts';
import type { Order } from '../src/domain/order.ts';
import type { Product } from '../src/domain/product.ts';
import { deliverOrder, shipOrder } from '../src/domain/ship-order.ts';
import { FakePayments } from './fake-payments.ts';
import { MortalStore } from './mortal-store.ts';
import { SHANGHAI, type Shop } from './shop.ts';

export const HOUR = 3_600_000;

/** A refund that an administrator asked for under a key, and what became of it. */
type Asked = {
  orderId: string;
  amount: number;
  request: string;
  outcome: 'unknown' | 'accepted' | 'refused';
};

/** All use cases of the service over a store and a provider that can die, with a clock that tests move. */
export class LittleShop {
  readonly payments = new FakePayments();
  readonly asked = new Map<string, Asked>();
  readonly store: MortalStore;
  readonly user: UserId;
  readonly products: readonly Product[];
  clock = Date.now();

  constructor(shop: Shop, user: UserId, products: readonly Product[]) {
    this.store = new MortalStore(shop.store);
    this.user = user;
    this.products = products;
  }

  readonly now = (): Date => new Date(this.clock);
  readonly load = (orderId: string): Promise<Order> => loadOrder(this.store, orderId);
  readonly change = (orderId: string, at: number, decide: Decide, known?: Order): Promise<Order> =>
    changeOrder(this.store, orderId, at, decide, known);

  async place(key: string, wanted: readonly (readonly [number, number])[], cod: boolean): Promise<OrderId> {
    const { order } = await placeOrder({
      readCatalogue: readCatalogue(this.store),
      commit: commitPlacement(this.store),
      readBuckets: readBuckets(this.store),
      terms: {
        currency: 'CNY',
        payWithinMs: HOUR / 4,
        shipping: { default: { fee: 700, freeFrom: null }, places: {} },
      },
      now: this.now,
      random: Math.random,
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

  number = (orderId: string): Promise<void> =>
    numberOrder({
      load: this.load,
      now: this.now,
      claim: claimNumber(this.store),
      random: () => crypto.getRandomValues(new Uint8Array(8)),
    })(orderId);
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
    const { paymentMethod } = await this.load(orderId);
    await (paymentMethod === 'card' ? this.payUp(orderId) : this.number(orderId));
    await this.ship(orderId);
    await this.deliver(orderId);
  }
  cancel = (orderId: string) => cancelOrder(this)({ orderId, userId: this.user, isAdmin: false });
  closeCheckout = (orderId: string) => closeCheckout(this)(orderId);
  expire = (orderId: string) => settleDue(this)(orderId);
  /** The sweep, over the orders of this test only. */
  sweep = async (orderId: string): Promise<void> => {
    const due = async (at: number) => (await findDue(this.store)(at)).filter((one) => one === orderId);
    await sweepOrders({ findDue: due, settleDue: settleDue(this), failed: fail, now: this.now })();
  };
  ship = (orderId: string) =>
    this.change(orderId, this.clock, (order) => shipOrder(order, { at: this.clock, by: 'carrier' }));
  deliver = (orderId: string) =>
    this.change(orderId, this.clock, (order) => deliverOrder(order, { at: this.clock, by: 'carrier' }));
  confirm = (orderId: string) => confirmReceipt(this)({ orderId, userId: this.user });
  async askReturn(orderId: string, quantity: number): Promise<void> {
    const { lines } = await this.load(orderId);
    const items = lines.slice(0, 1).map(({ productId }) => ({ productId, quantity }));
    await requestReturn(this)({ orderId, userId: this.user, items, reason: 'x' });
  }
  accept = (orderId: string) => acceptReturn(this)({ orderId });
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
  settle = (orderId: string) => settleRefunds(this)(orderId);
  reconcile = () => {
    const { load, payments, now } = this;
    return reconcilePayments({ load, payments, now, recordPayment: recordPayment(this), failed: fail })();
  };
  stock = (product: number, delta: number, idempotencyKey: string) =>
    moveStock({
      readProduct: readProduct(this.store),
      readBuckets: readBuckets(this.store),
      book: bookMovement(this.store),
      now: this.now,
    })({
      productId: this.products[product % this.products.length]!.productId,
      delta,
      reason: 'x',
      by: 'admin',
      idempotencyKey,
    });
}

/** Everything that happens by itself sooner or later: queues are worked off, schedules run, time passes. */
export async function recover(little: LittleShop, orderIds: readonly string[]): Promise<void> {
  little.store.deaths.next = undefined;
  little.payments.deaths.next = undefined;
  for (const orderId of orderIds) await little.number(orderId);
  await little.reconcile();
  little.clock += 300 * HOUR;
  await little.askAgain();
  for (const orderId of orderIds) {
    await little.expire(orderId);
    await little.closeCheckout(orderId);
    await little.settle(orderId);
    await little.refundHeard(orderId);
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
