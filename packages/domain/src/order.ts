import * as z from 'zod/mini';
import { field } from './field.ts';
import { ProductId } from './ids.ts';
import { Money } from './money.ts';
import { VariantId } from './variant.ts';

/** Every state an order can be in, in the order in which most pass through them. */
export const ORDER_STATUSES = [
  'placed',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'return-requested',
  'returned',
  'undelivered',
] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;

/**
 * The states of an order that the first release of the events knew. An enumeration of a contract keeps exactly its values,
 * because a consumer of the release before would refuse one that it does not know.
 */
export const ToldOrderStatus = z.enum([
  'placed',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'return-requested',
  'returned',
]);
export type ToldOrderStatus = z.infer<typeof ToldOrderStatus>;

/** A state as events name it: for what came later, the one that the consumers of the first release take it for. */
export const toldStatus = (status: OrderStatus): ToldOrderStatus =>
  status === 'undelivered' ? 'shipped' : status;

/** `card` is any method of the payment provider's hosted page; `cod` is cash on delivery. */
export const PaymentMethod = z.enum(['card', 'cod']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** The most lines one order can have, and the most units of one line. */
export const MAX_LINES = 50;
export const MAX_QUANTITY = 999;

export const Quantity = z.int().check(z.gte(1), z.lte(MAX_QUANTITY));

/** One line of a placed order, with the price that was decided then. */
export const OrderLine = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  variantId: z.optional(field(VariantId, 'Which of its variants, when it has some', 'm_blue')),
  title: field(z.string(), 'Its name when the order was placed', 'Desk lamp', { personal: false }),
  productTitle: z.optional(
    field(z.string(), 'Of a variant, the name of its product alone', 'Linen shirt', { personal: false }),
  ),
  category: field(z.string(), 'Its category', 'home', { personal: false }),
  quantity: field(Quantity, 'How many', 2),
  unitPrice: field(Money, 'The price of one', { amount: 12_900, currency: 'CNY' }),
  discount: z.optional(
    field(Money, 'What a promotion took off all of them together', { amount: 2_580, currency: 'CNY' }),
  ),
});
export type OrderLine = Readonly<z.infer<typeof OrderLine>>;
