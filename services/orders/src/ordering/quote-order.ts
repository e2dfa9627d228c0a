import {
  type Address,
  type Locale,
  type PaymentMethod,
  type Sku,
  skuOf,
  type UserId,
} from '@cartless/domain';
import type { ReadListings } from '../catalogue/listing.ts';
import type { WantedBuckets } from '../stock/bucket-store.ts';
import { limitedLines } from '../limits/shares.ts';
import { NOTHING_TAKEN } from '../limits/shopper-limit.ts';
import type { ReadTallies } from '../limits/tally-store.ts';
import type { ReadOffered } from '../promotions/promotion-store.ts';
import type { Assess } from '../order-limits/assess.ts';
import { quoteLimits } from '../order-limits/quote-limits.ts';
import { wantedOrder } from '../order-limits/wanted-order.ts';
import { type Bucket, total } from '../stock/stock-plan.ts';
import type { Terms, WantedLine } from './new-order.ts';
import type { Clock } from './ports.ts';
import { wantedGoods } from './wanted-goods.ts';
import { type Limits, quote, type Quote, quoteLine } from './quote.ts';

type Ports = Readonly<{
  readListings: ReadListings;
  readTallies: ReadTallies;
  readOffered: ReadOffered;
  readBuckets: (wanted: WantedBuckets) => Promise<ReadonlyMap<Sku, readonly Bucket[]>>;
  assess: Assess;
  terms: Terms;
  now: Clock;
}>;

export type QuoteOrder = Readonly<{
  userId: UserId;
  items: readonly WantedLine[];
  /** Where nothing is said of the place, sending costs what it costs by default. */
  shippingAddress?: Pick<Address, 'country' | 'region'> | undefined;
  addressId?: string | undefined;
  /** Where it is left out, every way to pay is looked at. */
  paymentMethod?: PaymentMethod | undefined;
  promotionCode?: string | undefined;
  locale: Locale;
}>;

const ANYWHERE = { country: '', region: '' };

/**
 * What an order would cost now, and what is in its way, line by line, by the same rules as an order. It takes nothing and
 * promises nothing.
 *
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ADDRESS_UNKNOWN, ADDRESS_NOT_THERE_YET, PROMOTION_UNKNOWN, VARIANT_REQUIRED and those of {@link wantedGoods}
 */
export const quoteOrder =
  ({ readListings, readTallies, readOffered, readBuckets, assess, terms, now }: Ports) =>
  async ({
    userId,
    items,
    addressId,
    paymentMethod,
    promotionCode,
    shippingAddress,
    locale,
  }: QuoteOrder): Promise<Quote & Readonly<{ limits: Limits }>> => {
    const { wanted, listings, address, openOrders, shopper } = await wantedGoods(
      { readListings, terms, now },
      { userId, items, addressId },
    );
    const limited = limitedLines(
      wanted.flatMap((line) => {
        const listing = listings.get(skuOf(line));
        return listing ? [{ ...listing, quantity: line.quantity }] : [];
      }),
    );
    const names = limited.map(({ of }) => of);
    const [buckets, tallies, offered] = await Promise.all([
      readBuckets([...listings].map(([sku, { buckets }]) => ({ sku, buckets }))),
      readTallies(userId, names),
      promotionCode === undefined ? undefined : readOffered(userId, promotionCode),
    ]);
    const at = now().getTime();
    const lines = wanted.map((line) => {
      const sku = skuOf(line);
      const listing = listings.get(sku);
      const available = total(buckets.get(sku) ?? []);
      const tally = tallies.get(line.productId) ?? NOTHING_TAKEN;
      const counted = limited.find(({ of }) => of === line.productId)?.units ?? line.quantity;
      return quoteLine(line, listing && { listing, available, tally, counted }, at, locale);
    });
    const costs = quote(lines, offered, { to: shippingAddress ?? address ?? ANYWHERE, terms, at });
    const limits = await quoteLimits(assess, {
      shopper,
      openOrders,
      wanted: wantedOrder(lines, paymentMethod),
      onShelf: new Map(lines.map((line) => [skuOf(line), line.available])),
      isFree: costs.total === 0,
      at,
      payWithinMs: terms.payWithinMs,
    });
    return { ...costs, limits };
  };
