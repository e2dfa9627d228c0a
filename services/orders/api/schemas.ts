import type { SchemaNotes } from '@cartless/domain/named-schemas';
import { route as listCategories } from '../src/catalogue/list-categories/route.ts';
import { route as listProducts } from '../src/catalogue/list-products/route.ts';
import { ProductShape, VariantShape } from '../src/catalogue/product-body.ts';
import { AdminProductShape, StockedProductShape } from '../src/catalogue/product-input-body.ts';
import { route as changeProduct } from '../src/catalogue/change-product/route.ts';
import { route as createProduct } from '../src/catalogue/create-product/route.ts';
import { DisputeShape } from '../src/disputes/dispute-body.ts';
import { route as listDisputes } from '../src/disputes/list-disputes/route.ts';
import { Buyer } from '../src/invoices/buyer.ts';
import { DocumentShape } from '../src/invoices/document-body.ts';
import { Seller } from '../src/invoices/seller.ts';
import { ShopperLimit } from '../src/limits/shopper-limit.ts';
import { LimitsDecision, OverLimitShape, ShopperLimitsShape } from '../src/order-limits/order-limits-body.ts';
import { AdminOrderShape } from '../src/ordering/admin-order-body.ts';
import { route as listAllOrders } from '../src/ordering/list-all-orders/route.ts';
import { route as listOrders } from '../src/ordering/list-orders/route.ts';
import { LineShape, OrderShape } from '../src/ordering/order-body.ts';
import { route as placeOrder } from '../src/ordering/place-order/route.ts';
import { QuoteShape } from '../src/ordering/quote-order/quote-body.ts';
import { route as quoteOrder } from '../src/ordering/quote-order/route.ts';
import { PAGE_QUERY } from '../src/paging.ts';
import { ParcelShape } from '../src/parcels/parcel-body.ts';
import { route as listRefunds } from '../src/payments/list-refunds/route.ts';
import { AdminRefundShape, RefundShape } from '../src/payments/refund-body.ts';
import { route as startPayment } from '../src/payments/start-payment/route.ts';
import { route as listPromotions } from '../src/promotions/list-promotions/route.ts';
import { route as changePromotion } from '../src/promotions/change-promotion/route.ts';
import { route as createPromotion } from '../src/promotions/create-promotion/route.ts';
import { PromotionShape } from '../src/promotions/promotion-body.ts';
import { route as listReturns } from '../src/returns/list-returns/route.ts';
import { route as requestReturn } from '../src/returns/request-return/route.ts';
import { AdminReturnShape, ReturnShape } from '../src/returns/return-body.ts';
import { route as listStockMovements } from '../src/stock/list-stock-movements/route.ts';
import { MovementShape } from '../src/stock/movement-body.ts';
import { route as moveStock } from '../src/stock/move-stock/route.ts';

/** Names and words for the schemas of this API. */
export const NOTES: SchemaNotes = [
  [PAGE_QUERY.cursor, { description: 'The `nextCursor` of the page before; none for the first page' }],
  [PAGE_QUERY.limit, { description: 'The most entries of a page' }],
  [ProductShape, { id: 'Product', description: 'What is sold, in the reader’s language' }],
  [VariantShape, { id: 'Variant', description: 'One of the kinds in which a product is sold' }],
  [
    AdminProductShape,
    { id: 'AdminProduct', description: 'A product as the staff sees it: in every language, with its cost' },
  ],
  [
    StockedProductShape,
    {
      id: 'StockedProduct',
      description: 'A product as the staff sees it, with how many units can be bought',
    },
  ],
  [createProduct.body, { id: 'NewProduct' }],
  [changeProduct.body, { id: 'ProductChange' }],
  [listProducts.success.body, { id: 'ProductPage' }],
  [listCategories.success.body, { id: 'CategoryTree' }],
  [moveStock.success.body, { id: 'StockLevel' }],
  [
    MovementShape,
    {
      id: 'StockMovement',
      description: 'Units that came in or were gone, as somebody of the staff booked it',
    },
  ],
  [listStockMovements.success.body, { id: 'StockMovementPage' }],
  [
    ShopperLimit,
    { id: 'ShopperLimit', description: 'At most so many units for one shopper, within so many days or ever' },
  ],
  [placeOrder.body, { id: 'NewOrder' }],
  [placeOrder.success.body, { id: 'PlacedOrder', description: 'An order as it was placed' }],
  [OrderShape, { id: 'Order', description: 'An order as its shopper sees it' }],
  [LineShape, { id: 'OrderLine', description: 'One line of an order, at the price that was decided' }],
  [listOrders.success.body, { id: 'OrderPage' }],
  [
    AdminOrderShape,
    { id: 'AdminOrder', description: 'An order as the staff sees it: with its shopper and its money' },
  ],
  [listAllOrders.success.body, { id: 'AdminOrderPage' }],
  [quoteOrder.body, { id: 'QuoteRequest' }],
  [QuoteShape, { id: 'Quote', description: 'What an order would cost, and what is in its way' }],
  [ParcelShape, { id: 'OrderParcel', description: 'A parcel of an order that has left' }],
  [startPayment.success.body, { id: 'PaymentPage' }],
  [RefundShape, { id: 'Refund', description: 'Money that goes back' }],
  [AdminRefundShape, { id: 'AdminRefund' }],
  [listRefunds.success.body, { id: 'RefundPage' }],
  [ReturnShape, { id: 'Return', description: 'Goods that come back' }],
  [AdminReturnShape, { id: 'AdminReturn' }],
  [requestReturn.body, { id: 'NewReturn' }],
  [listReturns.success.body, { id: 'ReturnPage' }],
  [DisputeShape, { id: 'Dispute', description: 'A payment that a shopper disputes at the bank' }],
  [listDisputes.success.body, { id: 'DisputePage' }],
  [createPromotion.body, { id: 'NewPromotion' }],
  [changePromotion.body, { id: 'PromotionChange' }],
  [PromotionShape, { id: 'Promotion', description: 'What shoppers get off by a code' }],
  [listPromotions.success.body, { id: 'PromotionPage' }],
  [Buyer, { id: 'Buyer', description: 'In whose name an invoice is' }],
  [Seller, { id: 'Seller', description: 'Who sells, as invoices must name them' }],
  [
    DocumentShape,
    { id: 'Invoice', description: 'An invoice or a note about one. Rates are basis points: 1300 is 13 %' },
  ],
  [OverLimitShape, { id: 'OverLimit', description: 'A limit of an account that an order is beyond' }],
  [
    ShopperLimitsShape,
    { id: 'ShopperLimits', description: 'What a shopper may order, and what is used of it' },
  ],
  [LimitsDecision, { id: 'LimitsDecision' }],
];
