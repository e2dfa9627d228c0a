import {
  Instant,
  Money,
  OrderId,
  OrderNumber,
  OrderStatus,
  ParcelTrouble,
  PaymentMethod,
  ProductId,
  ShownAddress,
  VariantId,
  named,
} from '@cartless/domain';
import * as z from 'zod/mini';
import { ParcelShape, showParcels } from '../parcels/parcel-body.ts';
import { RefundShape, showRefund } from '../payments/refund-body.ts';
import { discountOf, fullHistory, money, type Order, payUntil } from './order.ts';
import { Buyer } from '../invoices/buyer.ts';
import { iso, isoOrNull } from '../iso.ts';
import { ReturnShape, showReturns } from '../returns/return-body.ts';

/** A line as answers show it. */
export const LineShape = z.object({
  productId: ProductId,
  variantId: z.optional(VariantId),
  title: z.string(),
  quantity: z.int(),
  unitPrice: Money,
  /** Before the discount. */
  lineTotal: Money,
  discount: z.optional(Money),
});

export const OrderShape = z.object({
  orderId: OrderId,
  orderNumber: z.nullable(OrderNumber),
  status: OrderStatus,
  items: z.array(LineShape),
  discount: z.optional(Money),
  promotionCode: z.optional(z.string()),
  shippingFee: Money,
  total: Money,
  shippingAddress: ShownAddress,
  paymentMethod: PaymentMethod,
  payBy: z.nullable(Instant),
  placedAt: Instant,
  note: z.optional(z.string()),
  history: z.array(
    z.object({
      status: OrderStatus,
      at: Instant,
      by: z.string(),
      /** Why it did not arrive, as far as its carrier says. */
      reason: z.optional(ParcelTrouble),
    }),
  ),
  refunds: z.array(RefundShape),
  returns: z.array(ReturnShape),
  taxIncluded: Money,
  invoice: z.optional(Buyer),
  parcels: z.array(ParcelShape),
  /** Of the last change of the address, until the warehouse has taken it. */
  addressChange: z.optional(z.enum(['requested', 'refused'])),
});
export type OrderShape = z.infer<typeof OrderShape>;

export const OrderParams = z.object({ orderId: OrderId });

export const showLines = (order: Order): z.infer<typeof LineShape>[] =>
  order.lines.map(({ title, quantity, unitPrice, discount, ...line }) => ({
    ...named(line),
    title,
    quantity,
    unitPrice,
    lineTotal: money(order, unitPrice.amount * quantity),
    ...(discount !== undefined && { discount: money(order, discount) }),
  }));

/** An order as its shopper sees it. */
export const showOrder = (order: Order): OrderShape => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  status: order.status,
  items: showLines(order),
  ...(order.promotion && {
    discount: money(order, discountOf(order)),
    promotionCode: order.promotion.code,
  }),
  shippingFee: money(order, order.shippingFee),
  total: money(order, order.total),
  shippingAddress: order.shippingAddress,
  paymentMethod: order.paymentMethod,
  payBy: isoOrNull(payUntil(order)),
  placedAt: iso(order.placedAt),
  ...(order.note !== undefined && { note: order.note }),
  history: fullHistory(order).map(({ status, at, by, why }) => ({
    status,
    at: iso(at),
    by,
    ...(why && { reason: why }),
  })),
  refunds: order.refunds.map((refund) => showRefund(order, refund)),
  returns: showReturns(order),
  taxIncluded: money(order, order.tax?.included ?? 0),
  ...(order.invoice && { invoice: order.invoice }),
  parcels: showParcels(order),
  // What was cancelled goes nowhere; its parcel may be gone before it could answer.
  ...(order.readdress && order.status !== 'cancelled' && { addressChange: order.readdress.status }),
});
