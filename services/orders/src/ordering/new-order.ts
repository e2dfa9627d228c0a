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
import { QuantityTooLarge } from './errors.ts';
import type { OrderChange } from './order-change.ts';
import type { PlacedLine } from './order.ts';
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
  paymentMethod: PaymentMethod;
  note?: string | undefined;
  locale: Locale;
  requestHash: string;
  at: number;
}>;

export type Terms = Readonly<{ currency: string; payWithinMs: number; shipping: ShippingRules }>;

/** A new order: what it costs is computed here and nowhere else. Its units are taken in the same write. */
export function place({ note, lines, at, ...given }: NewOrder, terms: Terms): OrderChange {
  const { currency } = terms;
  const none = { amount: 0, currency };
  const goods = sumMoney(none, ...lines.map((line) => multiplyMoney(line.unitPrice, line.quantity)));
  const fee = shippingFee(terms.shipping, goods.amount, given.shippingAddress);
  return {
    state: {
      ...given,
      lines,
      ...(note !== undefined && { note }),
      orderNumber: null,
      status: 'placed',
      version: 0,
      currency,
      shippingFee: fee,
      total: sumMoney(goods, { amount: fee, currency }).amount,
      payBy: given.paymentMethod === 'card' ? at + terms.payWithinMs : null,
      placedAt: at,
      history: [],
      captures: [],
      refunds: [],
    },
    facts: [{ type: 'order-placed', at }],
    also: lines.flatMap(({ productId, unitPrice, draws }) =>
      draws.map((draw) => ({ type: 'take-stock', productId, ...draw, ...unitPrice }) as const),
    ),
  };
}
