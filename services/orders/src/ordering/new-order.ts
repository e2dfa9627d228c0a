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
  money,
  multiplyMoney,
  sumMoney,
  skuOf,
} from '@cartless/domain';
import { CurrencyUnsupported } from '../catalogue/errors.ts';
import type { OrderLimiting } from '../order-limits/limit-order.ts';
import type { OrderLimits } from '../order-limits/limit-settings.ts';
import { payInFull } from '../payments/payment.ts';
import type { Promotion } from '../promotions/promotion.ts';
import { mustApply, type Offered, reductions } from '../promotions/reduction.ts';
import { takeUse, usedOf } from '../promotions/use.ts';
import { PaymentMethodRequired, QuantityTooLarge } from './errors.ts';
import type { DrawNumber } from './number-order.ts';
import type { OrderChange, OrderSide } from './order-change.ts';
import type { Placed, PlacedLine } from './order.ts';
import { shippingFee, type ShippingRules } from './shipping-fee.ts';
import type { Buyer } from '../invoices/buyer.ts';
import { decideTax, type OrderTax } from '../tax/order-tax.ts';
import type { TaxRules } from '../tax/tax-rules.ts';

export const LinesContradict = defineError('invalid', 'LINES_CONTRADICT', {
  en: 'The same product stands in two lines with different prices.',
  'zh-CN': '同一商品在两行中的价格不一致。',
});

/** A line as the shopper asks for it, with the price the shopper saw. */
export type WantedLine = Readonly<{
  productId: ProductId;
  variantId?: string | undefined;
  quantity: number;
  unitPrice: Money;
}>;

/**
 * One line per product or variant, quantities added up.
 * @throws AppError LINES_CONTRADICT, QUANTITY_TOO_LARGE, CURRENCY_UNSUPPORTED
 */
export function sumLines(lines: readonly WantedLine[], currency: string): readonly WantedLine[] {
  if (lines.some(({ unitPrice }) => unitPrice.currency !== currency)) {
    throw CurrencyUnsupported({ details: { currency } });
  }
  return [...Map.groupBy(lines, skuOf).values()].flatMap((same) => {
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
  invoice?: Buyer | undefined;
}>;

export type Terms = Readonly<{
  currency: string;
  payWithinMs: number;
  shipping: ShippingRules;
  tax: TaxRules;
  limits: OrderLimits;
}>;

type Goods = Readonly<{ unitPrice: Money; quantity: number; category: string }>;

/** What an order costs: the discount of each line, all of them, the fee of sending it to a place, and the sum. */
export type Priced = Readonly<{
  discounts: readonly number[];
  discount: number;
  shippingFee: number;
  total: number;
  tax: OrderTax;
}>;

/** What lines cost before a promotion, in minor units. */
export const amountsOf = (lines: readonly Goods[]) =>
  lines.map(({ unitPrice, quantity, category }) => ({
    category,
    amount: multiplyMoney(unitPrice, quantity).amount,
  }));

/** What lines cost, with what a promotion takes off that applies to them. */
export function priced(
  lines: readonly Goods[],
  to: Pick<Address, 'country' | 'region'>,
  { currency, shipping, tax: rules }: Pick<Terms, 'currency' | 'shipping' | 'tax'>,
  promotion?: Promotion,
): Priced {
  const amounts = amountsOf(lines);
  const discounts = promotion === undefined ? amounts.map(() => 0) : reductions(promotion, amounts);
  const discount = discounts.reduce((sum, one) => sum + one, 0);
  const all = sumMoney(money(0, currency), ...amounts.map(({ amount }) => money(amount, currency)));
  const goods = all.amount - discount;
  const fee = promotion?.reduction.type === 'free-shipping' ? 0 : shippingFee(shipping, goods, to);
  const total = sumMoney(money(goods, currency), money(fee, currency)).amount;
  const paid = lines.map((line, i) => withDiscount(line, discounts[i] ?? 0));
  const tax = decideTax(rules, { lines: paid, shippingFee: fee }, to);
  return { discounts, discount, shippingFee: fee, total, tax };
}

/** What an order takes besides its units: shares of limits, a use of a promotion, and a place among its shopper's orders. */
type Takes = Readonly<{
  shares: readonly OrderSide[];
  offered: Offered | undefined;
  limits: Pick<OrderLimiting, 'atLeast' | 'count'>;
}>;

/**
 * A new order, with what it takes of stock, limits and a promotion in the same write. One that costs nothing is paid by
 * that.
 *
 * @param draw makes the number that a paid order has
 * @throws AppError PAYMENT_METHOD_REQUIRED, PROMOTION_NOT_APPLICABLE, ORDER_LIMIT_REACHED, ORDER_ABOVE_LIMIT
 */
export function place(
  { note, lines: wanted, at, invoice, ...given }: NewOrder,
  terms: Terms,
  { shares, offered, limits }: Takes,
  draw: DrawNumber,
): OrderChange {
  if (offered) mustApply(offered, amountsOf(wanted), at);
  const costs = priced(wanted, given.shippingAddress, terms, offered?.promotion);
  const { total, shippingFee: fee } = costs;
  const lines = wanted.map((line, i) => withDiscount(line, costs.discounts[i] ?? 0));
  const paymentMethod = total === 0 ? 'card' : given.paymentMethod;
  if (paymentMethod === undefined) throw PaymentMethodRequired();
  const state: Placed = {
    ...given,
    total,
    shippingFee: fee,
    ...(offered && { promotion: usedOf(offered.promotion) }),
    paymentMethod,
    lines,
    ...(note !== undefined && { note }),
    orderNumber: null,
    status: 'placed',
    version: 0,
    currency: terms.currency,
    payBy: paymentMethod === 'card' && total > 0 ? at + terms.payWithinMs : null,
    placedAt: at,
    history: [],
    captures: [],
    refunds: [],
    returns: [],
    tax: costs.tax,
    ...(invoice && { invoice }),
    parcels: [],
  };
  const takes = lines.flatMap((line) => {
    const sku = skuOf(line);
    const atLeast = total > 0 && line.draws.length === 1 ? limits.atLeast(sku, line.quantity) : undefined;
    return line.draws.map(
      (part) =>
        ({
          type: 'take-stock',
          sku,
          ...part,
          ...line.unitPrice,
          ...(atLeast !== undefined && { atLeast }),
        }) as const,
    );
  });
  const counted = limits.count(total === 0);
  const use = offered ? takeUse(offered, { orderId: given.orderId, at }) : [];
  const facts = [{ type: 'order-placed', at }] as const;
  const placed = { state, facts, also: [...takes, ...shares, ...use, ...counted] };
  return total > 0 ? placed : paidAtOnce(placed, at, draw);
}

const withDiscount = <L extends Goods>(line: L, discount: number): L & Readonly<{ discount?: number }> =>
  discount > 0 ? { ...line, discount } : line;

function paidAtOnce(
  placed: OrderChange & Readonly<{ state: Placed }>,
  at: number,
  draw: DrawNumber,
): OrderChange {
  const { state, facts = [], also = [] } = payInFull(placed.state, at, { at, by: 'system' }, draw);
  return { state, facts: [...(placed.facts ?? []), ...facts], also: [...(placed.also ?? []), ...also] };
}
