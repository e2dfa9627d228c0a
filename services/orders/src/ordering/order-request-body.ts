import {
  Address,
  AddressId,
  MAX_LINES,
  PaymentMethod,
  Price,
  ProductId,
  prose,
  Quantity,
  VariantId,
} from '@cartless/domain';
import * as z from 'zod/mini';
import { Buyer } from '../invoices/buyer.ts';
import { PromotionCode } from '../promotions/promotion.ts';

const Line = z.strictObject({
  productId: ProductId,
  variantId: z.optional(VariantId),
  quantity: Quantity,
  unitPrice: Price,
});

/** What a shopper says of an order, to place it or to have it quoted. */
export const ORDER_FIELDS = {
  items: z.array(Line).check(z.minLength(1), z.maxLength(MAX_LINES)),
  shippingAddress: z.optional(Address),
  addressId: z.optional(AddressId),
  paymentMethod: z.optional(PaymentMethod),
  promotionCode: z.optional(PromotionCode),
  note: z.optional(prose(200, 0)),
  invoice: z.optional(Buyer),
};
