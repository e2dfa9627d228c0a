import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent, UserId } from '@cartless/domain';
import { eventsOf, newestOf } from '@cartless/testing';
import type { Product } from '../src/catalogue/product.ts';
import { sell } from '../src/catalogue/product-change.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import type { Terms } from '../src/ordering/new-order.ts';
import { placing } from '../src/ordering/ordering-service.ts';
import type { Order } from '../src/ordering/order.ts';
import { PUBLICATIONS } from '../src/relay/publications.ts';
import { ORDERS_TABLE } from '../src/orders-table.ts';
import { type Ground, orderPorts } from '../src/service.ts';
import { SHANGHAI } from './addresses.ts';
import { ROOMY_LIMITS } from './order-limits.ts';
import type { VariantFields } from '../src/catalogue/vary.ts';
import { aProduct, aShirt } from './products.ts';

export const TERMS: Terms = {
  currency: 'CNY',
  payWithinMs: 900_000,
  shipping: { default: { fee: 1000, freeFrom: 9900 }, places: {} },
  tax: { default: 1300, categories: { books: 900 }, places: {} },
  limits: ROOMY_LIMITS,
};
const START = Date.parse('2026-11-21T08:00:00Z');

/**
 * The service's own wiring on a memory, with a clock that the test moves, and every event that its writes told.
 * @param terms other than those of {@link TERMS}
 * @param around puts something between the service and its memory, a fault say
 */
export function memoryShop(around: (items: Items) => Items = (items) => items, terms: Terms = TERMS) {
  const clock = { at: START };
  const now = () => new Date(clock.at);
  const memory = memoryItems(ORDERS_TABLE, now);
  const events: DomainEvent[] = [];
  memory.watch(({ after }) => void events.push(...eventsOf(after, PUBLICATIONS)));
  const ground: Ground = { items: around(memory), now, random: () => 0 };
  const plain: Ground = { ...ground, items: memory };
  return {
    clock,
    memory,
    ground,
    ports: orderPorts(ground),
    events,
    told: () => newestOf(events).map(({ type }) => type.split('.')[1]),
    product: (given: Partial<Product> & { stock?: number } = {}) => onSale(plain, given),
    /** A linen shirt in some variants; see {@link aShirt}. */
    async shirt(variants: readonly VariantFields[], more: Partial<Product> = {}): Promise<Product> {
      count += 1;
      const { product, units } = aShirt(`prd_${count}`, variants, { createdAt: START, ...more });
      const { state } = await productStore(memory).create(() => sell(product, units, 'system'));
      return state;
    },
    /** What all buckets of a product or variant hold. */
    unitsOf: (sku: string): number =>
      memory
        .all()
        .filter(({ pk }) => String(pk).startsWith(`S#${sku}#`))
        .reduce((sum, { n }) => sum + Number(n), 0),
    async place(products: readonly Product[], more: object = {}): Promise<Order> {
      const { order } = await placing(ground, terms)(wish(products, more));
      return order;
    },
    units: async ({ productId, buckets }: Product): Promise<number> => {
      const stock = memory.all().filter(({ pk }) => String(pk).startsWith(`S#${productId}#`));
      return stock.slice(0, buckets).reduce((sum, { n }) => sum + Number(n), 0);
    },
  };
}

export const SHOPPER: UserId = 'usr_mei';

/** A request for one of each product, paid by card. */
export const wish = (products: readonly Product[], more: object = {}) => ({
  userId: SHOPPER,
  idempotencyKey: 'key',
  items: products.map(({ productId, price }) => ({ productId, quantity: 1, unitPrice: price })),
  shippingAddress: SHANGHAI,
  paymentMethod: 'card' as const,
  locale: 'en' as const,
  ...more,
});

let count = 0;
async function onSale(
  { items }: Ground,
  { stock = 10, ...given }: Partial<Product> & { stock?: number },
): Promise<Product> {
  count += 1;
  const product = aProduct({ productId: `prd_${count}`, createdAt: START, ...given });
  const { state } = await productStore(items).create(() => sell(product, stock, 'system'));
  return state;
}
