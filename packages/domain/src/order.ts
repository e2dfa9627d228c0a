import * as z from 'zod/mini';
import { field } from './field.ts';
import { ProductId } from './ids.ts';
import { Money } from './money.ts';

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
] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;

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
  title: field(z.string(), 'Its name when the order was placed', 'Desk lamp'),
  category: field(z.string(), 'Its category', 'home'),
  quantity: field(Quantity, 'How many', 2),
  unitPrice: field(Money, 'The price of one', { amount: 12_900, currency: 'CNY' }),
  discount: z.optional(
    field(Money, 'What a promotion took off all of them together', { amount: 2_580, currency: 'CNY' }),
  ),
});
export type OrderLine = Readonly<z.infer<typeof OrderLine>>;
