import type { Address, Locale, Localized, OrderId, UserId } from '@cartless/domain';
import type { Change } from '../domain/change-order.ts';
import type { Draw, Order } from '../domain/order.ts';
import type { Movement } from '../domain/movement.ts';
import type { Product } from '../domain/product.ts';
import type { GivenBack } from '../domain/refund-order.ts';
import type { Bucket } from '../domain/stock-plan.ts';

export type Clock = () => Date;

/** Reads one order. @throws AppError ORDER_NOT_FOUND */
export type LoadOrder = (orderId: string) => Promise<Order>;

/** Changes one order under the rules of `decide`, which may be asked again when others were faster. */
export type ChangeOrder = (
  orderId: string,
  at: number,
  decide: (order: Order) => Change | undefined,
  known?: Order,
) => Promise<Order>;

/** What placing an order needs to know of a product. */
export type Listing = Readonly<{ productId: string; title: Localized; category: string; buckets: number }>;

/** Listings by product id, and an address of the shopper's book when one was asked for; one read request. */
export type ReadCatalogue = (
  productIds: readonly string[],
  address: Readonly<{ userId: UserId; addressId: string }> | undefined,
) => Promise<Readonly<{ listings: ReadonlyMap<string, Listing>; address: Address | undefined }>>;

/** What a bucket of stock said when it refused; undefined when there is none. */
export type StockAnswer = Readonly<{
  productId: string;
  bucket: number;
  found: Readonly<{ available: number; amount: number; currency: string; active: boolean }> | undefined;
}>;

/** What became of the one transaction that places an order. */
export type Placement = Readonly<
  | { outcome: 'placed' }
  | { outcome: 'known'; order: Order }
  | { outcome: 'refused'; answers: readonly StockAnswer[] }
>;

export type CommitPlacement = (order: Order) => Promise<Placement>;

/** The buckets of a product as they are now. */
export type ReadBuckets = (productId: string, buckets: number) => Promise<readonly Bucket[]>;

/** A product and how many there are. @throws AppError PRODUCT_NOT_FOUND */
export type ReadProduct = (productId: string) => Promise<Readonly<{ product: Product; available: number }>>;

/** Writes a changed product; false when somebody else changed it since. */
export type SaveProduct = (before: Product, after: Product, at: number) => Promise<boolean>;

/** What became of an entry of the ledger: written, known under its id with other facts or the same, or short of units. */
export type Booking = Readonly<
  { outcome: 'moved' } | { outcome: 'known'; units: number; reason: string } | { outcome: 'short' }
>;
export type BookMovement = (
  productId: string,
  movement: Movement,
  parts: readonly Draw[],
) => Promise<Booking>;

/** How to reach a shopper. */
export type Contact = Readonly<{ email: string; locale: Locale; username: string }>;
/** Undefined when no event of the account has arrived yet. */
export type FindContact = (userId: UserId) => Promise<Contact | 'erased' | undefined>;

/** A refund as the provider is asked for it; `paid` is what arrived by that payment. */
export type RefundCall = Readonly<{
  key: string;
  intent: string;
  amount: number;
  paid: number;
  orderId: OrderId;
}>;

/** The payment provider. Every call carries a key, so that asking twice happens once. */
export type Payments = Readonly<{
  createSession(order: Order, locale: Locale): Promise<Readonly<{ id: string; url: string }>>;
  /** Makes a session that nobody paid unusable; one that is closed already stays as it is. */
  expireSession(session: string): Promise<void>;
  /** Gives back, once per key, and no more than the provider still holds of the payment. */
  refund(refund: RefundCall): Promise<GivenBack>;
  /** The payments that were completed since a time. */
  paidSince(at: number): AsyncIterable<Payment>;
}>;

/** Money of a payment that went back, all of it together, as the provider tells of it. */
export type PaymentReturned = Readonly<{
  orderId: string;
  intent: string;
  refundedInAll: number;
  at: number;
}>;

/** A completed payment, as the provider tells of it. */
export type Payment = Readonly<{ orderId: string; intent: string; amount: number; at: number }>;
