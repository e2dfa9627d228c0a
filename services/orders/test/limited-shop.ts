import { type OrderId, UserActivated, type UserId } from '@cartless/domain';
import { keepStanding } from '../src/accounts/standing-store.ts';
import type { Product } from '../src/catalogue/product.ts';
import { cancelOrder } from '../src/ordering/cancel-order.ts';
import { deliver, ship } from '../src/ordering/delivery.ts';
import { numbering, quoting } from '../src/ordering/ordering-service.ts';
import { settleDue } from '../src/ordering/settle-due.ts';
import { limitsDesk } from '../src/order-limits/order-limits-service.ts';
import { hear } from '../src/parcels/parcel-news.ts';
import type { OrderParcel } from '../src/parcels/parcel.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { memoryShop, SHOPPER, TERMS, wish } from './memory-shop.ts';
import { DEFAULT_LIMITS } from './order-limits.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const terms = { ...TERMS, limits: DEFAULT_LIMITS };

type More = Readonly<Record<string, unknown>> & Readonly<{ quantity?: number }>;

/** A shop under the limits of a deployment that sets nothing, and what happens to the orders of its shoppers. */
export function limitedShop() {
  const shop = memoryShop(undefined, terms);
  let placed = 0;
  const asked = (product: Product, { quantity = 1, ...more }: More) => ({
    items: [{ productId: product.productId, quantity, unitPrice: product.price }],
    ...more,
  });
  const buy = (product: Product, more: More = {}) => {
    placed += 1;
    return shop.place([], { idempotencyKey: `key ${placed}`, ...asked(product, more) });
  };
  const step = () => ({ at: shop.clock.at, by: 'carrier' as const });
  const { change } = shop.ports;
  return {
    ...shop,
    buy,
    cash: (product: Product, more: More = {}) => buy(product, { paymentMethod: 'cod', ...more }),
    quote: (product: Product, more: More = {}) =>
      quoting(shop.ground, terms)({ ...wish([]), ...asked(product, more) }),
    cancel: (orderId: OrderId) => cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false }),
    expire: (orderId: OrderId) => settleDue(shop.ports)(orderId),
    async pay(orderId: OrderId): Promise<void> {
      const { total: amount } = await shop.ports.read(orderId);
      const payment = { orderId, intent: `pi_${orderId}`, amount, currency: 'CNY', at: shop.clock.at };
      await recordPayment(shop.ports)(payment);
    },
    async arrive(orderId: OrderId): Promise<void> {
      await numbering(shop.ground)(orderId);
      await change(orderId, (order) => ship(order, step()));
      await change(orderId, (order) => deliver(order, step(), shop.clock.at));
    },
    /** What is heard of the order's parcel, one after the other. */
    async hear(orderId: OrderId, ...news: readonly OrderParcel['status'][]): Promise<void> {
      await numbering(shop.ground)(orderId);
      const deadline = { decideBy: shop.clock.at + 7 * DAY, heardAt: shop.clock.at };
      for (const [sequence, status] of news.entries()) {
        const told = { shipmentId: `shp_${orderId}_1` as const, sequence: sequence + 2, status };
        await change(orderId, (order) => hear(order, told, step(), deadline));
      }
    },
    /** The account was activated so many days ago. */
    async activated(days: number, userId: UserId = SHOPPER): Promise<void> {
      const time = new Date(shop.clock.at - days * DAY).toISOString();
      const told = UserActivated.create({ subject: userId, sequence: 2, time, data: { userId } });
      await keepStanding(shop.memory)(userId, told);
    },
    desk: limitsDesk(shop.ground, DEFAULT_LIMITS),
  };
}
