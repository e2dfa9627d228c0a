import {
  type Address,
  type Locale,
  type Money,
  type OrderId,
  type PaymentMethod,
  type ProductId,
  type UserId,
  defineError,
  MAX_QUANTITY,
  multiplyMoney,
  sumMoney,
} from '@cartless/domain';
import { CurrencyUnsupported } from '../catalogue/errors.ts';
import { payInFull } from '../payments/payment.ts';
import { PaymentMethodRequired, QuantityTooLarge } from './errors.ts';
import type { DrawNumber } from './number-order.ts';
import type { OrderChange, OrderSide } from './order-change.ts';
import type { Placed, PlacedLine } from './order.ts';
import { shippingFee, type ShippingRules } from './shipping-fee.ts';

export const LinesContradict = defineError('invalid', 'LINES_CONTRADICT', {
  en: 'The same product stands in two lines with different prices.',
  'zh-CN': '同一商品在两行中的价格不一致。',
});

/** A line as the shopper asks for it, with the price the shopper saw. */
export type WantedLine = Readonly<{ productId: ProductId; quantity: number; unitPrice: Money }>;

/**
 * One line per product, quantities added up.
 * @throws AppError LINES_CONTRADICT, QUANTITY_TOO_LARGE, CURRENCY_UNSUPPORTED
 */
export function sumLines(lines: readonly WantedLine[], currency: string): readonly WantedLine[] {
  if (lines.some(({ unitPrice }) => unitPrice.currency !== currency)) {
    throw CurrencyUnsupported({ details: { currency } });
  }
  return [...Map.groupBy(lines, ({ productId }) => productId).values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    if (others.some(({ unitPrice }) => unitPrice.amount !== first.unitPrice.amount)) throw LinesContradict();
    const quantity = same.reduce((sum, line) => sum + line.quantity, 0);
    if (quantity > MAX_QUANTITY) throw QuantityTooLarge({ details: { limit: MAX_QUANTITY } });
    return { ...first, quantity };
  });
}

export type NewOrder = Readonly<{
  orderId: OrderId;
  userId: UserId;
  lines: readonly PlacedLine[];
  shippingAddress: Address;
  paymentMethod: PaymentMethod | undefined;
  note?: string | undefined;
  locale: Locale;
  requestHash: string;
  at: number;
}>;

export type Terms = Readonly<{ currency: string; payWithinMs: number; shipping: ShippingRules }>;

/** What goods cost, and all together with what sending them to a place costs. */
export function priced(
  lines: readonly Readonly<{ unitPrice: Money; quantity: number }>[],
  to: Readonly<{ country: string; region: string }>,
  { currency, shipping }: Terms,
): Readonly<{ shippingFee: number; total: number }> {
  const none = { amount: 0, currency };
  const goods = sumMoney(none, ...lines.map((line) => multiplyMoney(line.unitPrice, line.quantity)));
  const fee = shippingFee(shipping, goods.amount, to);
  return { shippingFee: fee, total: sumMoney(goods, { amount: fee, currency }).amount };
}

/**
 * A new order, with what it takes of stock and limits in the same write. One that costs nothing is paid by that.
 *
 * @param shares what it takes of limits
 * @param draw makes the number that a paid order has
 * @throws AppError PAYMENT_METHOD_REQUIRED
 */
export function place(
  { note, lines, at, ...given }: NewOrder,
  terms: Terms,
  shares: readonly OrderSide[],
  draw: DrawNumber,
): OrderChange {
  const costs = priced(lines, given.shippingAddress, terms);
  const paymentMethod = costs.total === 0 ? 'card' : given.paymentMethod;
  if (paymentMethod === undefined) throw PaymentMethodRequired();
  const state: Placed = {
    ...given,
    ...costs,
    paymentMethod,
    lines,
    ...(note !== undefined && { note }),
    orderNumber: null,
    status: 'placed',
    version: 0,
    currency: terms.currency,
    payBy: paymentMethod === 'card' && costs.total > 0 ? at + terms.payWithinMs : null,
    placedAt: at,
    history: [],
    captures: [],
    refunds: [],
  };
  const takes = lines.flatMap(({ productId, unitPrice, draws }) =>
    draws.map((part) => ({ type: 'take-stock', productId, ...part, ...unitPrice }) as const),
  );
  const placed = { type: 'order-placed', at } as const;
  if (costs.total > 0) return { state, facts: [placed], also: [...takes, ...shares] };
  const paid = payInFull(state, at, { at, by: 'system' }, draw);
  return {
    state: paid.state,
    facts: [placed, ...(paid.facts ?? [])],
    also: [...takes, ...shares, ...(paid.also ?? [])],
  };
}
