import { requestHash } from '@cartless/aggregate';
import { createHash } from 'node:crypto';
import {
  type Address,
  AppError,
  idFrom,
  type Locale,
  type OrderId,
  type PaymentMethod,
  type UserId,
  named,
  type Sku,
  skuOf,
} from '@cartless/domain';
import { limitedLines, takeShares, type Tallies } from '../limits/shares.ts';
import type { ReadTallies } from '../limits/tally-store.ts';
import type { ReadOffered } from '../promotions/promotion-store.ts';
import type { Listing, ReadListings } from '../catalogue/listing.ts';
import type { WantedBuckets } from '../stock/bucket-store.ts';
import type { Assess } from '../order-limits/assess.ts';
import { isLimitError } from '../order-limits/errors.ts';
import { limitOrder } from '../order-limits/limit-order.ts';
import type { OpenOrders } from '../order-limits/open-order.ts';
import { wantedOrder } from '../order-limits/wanted-order.ts';
import { anyBucket, type Bucket, type BucketAnswer, planDraws, total } from '../stock/stock-plan.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { missingAddress } from './missing-address.ts';
import { place, type Terms, type WantedLine } from './new-order.ts';
import type { DrawNumber } from './number-order.ts';
import type { OrderChange } from './order-change.ts';
import type { Draw, Order, PlacedLine } from './order.ts';
import type { Clock } from './ports.ts';
import { isShortBucket, refusal } from './refusal.ts';
import { wantedGoods } from './wanted-goods.ts';
import type { Buyer } from '../invoices/buyer.ts';

export type PlaceOrder = Readonly<{
  userId: UserId;
  idempotencyKey: string;
  items: readonly WantedLine[];
  shippingAddress?: Address | undefined;
  addressId?: string | undefined;
  /** Not needed when there is nothing to pay. */
  paymentMethod?: PaymentMethod | undefined;
  promotionCode?: string | undefined;
  note?: string | undefined;
  locale: Locale;
  invoice?: Buyer | undefined;
}>;

type Buckets = ReadonlyMap<Sku, readonly Bucket[]>;

/**
 * What stood in the way of an order: buckets of stock, tallies that are others than were read, other orders of its shopper, a
 * promotion used up.
 */
export type Refused = Readonly<{
  answers: readonly BucketAnswer[];
  tallies: Tallies;
  openOrders: OpenOrders | undefined;
}>;

/** Is told whom a limit refused, and by which. */
export type Limited = (userId: UserId, error: AppError) => void;

type Ports = Readonly<{
  readListings: ReadListings;
  readTallies: ReadTallies;
  readOffered: ReadOffered;
  find: (orderId: string) => Promise<Order | undefined>;
  /**
   * Writes a new order and takes its units, all or nothing, unless the order is there already.
   * @param onRefusal is told what refused; throws, or has `make` asked again
   */
  create: (
    make: () => OrderChange,
    onRefusal: (refused: Refused) => Promise<void>,
  ) => Promise<Readonly<{ state: Order; created: boolean }>>;
  /** The buckets of what is sold, each with how many it has. */
  readBuckets: (wanted: WantedBuckets) => Promise<Buckets>;
  assess: Assess;
  limited: Limited;
  drawNumber: DrawNumber;
  terms: Terms;
  now: Clock;
  random: () => number;
}>;

/**
 * Places an order: one read of the catalogue and the account, and one of what its shopper has of limited products when there are any, then
 * one transaction that decides price, stock and limits of all lines and writes the order. The order's id comes from the
 * shopper and the key, so a repeated request finds the first order, whatever became since of what it was placed with.
 *
 * @returns the order and whether it was placed by an earlier request
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, OUT_OF_STOCK, PRICE_CHANGED, PRODUCT_UNAVAILABLE, LIMIT_REACHED, ORDER_LIMIT_REACHED, ORDER_ABOVE_LIMIT, VARIANT_REQUIRED, ADDRESS_UNKNOWN, ADDRESS_NOT_THERE_YET,
 *   PROMOTION_UNKNOWN, PROMOTION_NOT_APPLICABLE, PAYMENT_METHOD_REQUIRED, IDEMPOTENCY_KEY_REUSED, TOO_MUCH_AT_ONCE, BUSY and
 *   those of {@link wantedGoods}
 */
export const placeOrder =
  (ports: Ports) =>
  async (command: PlaceOrder): Promise<Readonly<{ order: Order; replayed: boolean }>> => {
    const { userId, idempotencyKey, locale: _locale, ...asked } = command;
    const hash = requestHash(asked);
    const orderId = idFrom('order', createHash('sha256').update(`${userId}\n${idempotencyKey}`).digest());
    const { state: order, created } = await decide(ports, command, { orderId, requestHash: hash }).catch(
      async (refused: unknown) => {
        const first = refused instanceof AppError ? await ports.find(orderId) : undefined;
        if (first !== undefined) return { state: first, created: false };
        if (refused instanceof AppError && isLimitError(refused)) ports.limited(userId, refused);
        throw refused;
      },
    );
    if (order.requestHash !== hash) throw IdempotencyKeyReused();
    return { order, replayed: !created };
  };

async function decide(
  ports: Ports,
  { items, addressId, promotionCode, ...command }: PlaceOrder,
  order: Readonly<{ orderId: OrderId; requestHash: string }>,
) {
  const { readTallies, readOffered, create, assess, drawNumber, terms, now, random } = ports;
  const { userId, paymentMethod, note, locale, invoice } = command;
  const asked = { userId, items, addressId };
  const { wanted, listings, address, openOrders, shopper } = await wantedGoods(ports, asked);
  const shippingAddress = command.shippingAddress ?? address;
  if (shippingAddress === undefined) throw missingAddress(addressId, now());
  const found = listed(wanted, listings);
  const limited = limitedLines(found.map(([line, { limit }]) => ({ ...line, ...(limit && { limit }) })));
  const offer = async () => (promotionCode === undefined ? undefined : readOffered(userId, promotionCode));
  const names = limited.map(({ of }) => of);
  let tallies: Tallies = await readTallies(userId, names);
  let offered = await offer();
  let lines = found.map(([line, listing]) => firstDraft(line, listing, locale, random()));
  const draft = {
    ...order,
    userId,
    shippingAddress,
    paymentMethod,
    note,
    locale,
    at: now().getTime(),
    invoice,
  };
  const limits = await limitOrder(assess, {
    ...draft,
    shopper,
    openOrders,
    wanted: wantedOrder(lines, paymentMethod),
    payWithinMs: terms.payWithinMs,
  });
  return create(
    () => {
      const shares = takeShares(limited, tallies, draft);
      return place({ ...draft, lines }, terms, { shares, offered, limits }, drawNumber);
    },
    async (refused) => {
      tallies = new Map([...tallies, ...refused.tallies]);
      offered = await offer();
      const redrawn = await redraw(ports, refused.answers, lines, found);
      lines = redrawn.lines;
      await limits.refused(refused.openOrders, redrawn.shelves, redrawn.spread);
    },
  );
}

/** Each line with its product. @throws AppError PRODUCT_UNAVAILABLE naming those that are not in the catalogue */
function listed(wanted: readonly WantedLine[], listings: ReadonlyMap<Sku, Listing>) {
  const found = wanted.map((line) => [line, listings.get(skuOf(line))] as const);
  const unknown = found.filter((pair) => !isListed(pair));
  if (unknown.length > 0) {
    throw refusal(
      unknown.map(([line]) => ({ sku: skuOf(line), found: undefined })),
      wanted,
    );
  }
  return found.filter(isListed);
}

type Listed = readonly [WantedLine, Listing];
const isListed = (pair: readonly [WantedLine, Listing | undefined]): pair is Listed => pair[1] !== undefined;

const firstDraft = (
  { quantity, unitPrice, ...line }: WantedLine,
  { title, productTitle, category, buckets, limit, choices, packing, cost }: Listing,
  locale: Locale,
  random: number,
): PlacedLine => ({
  ...named(line),
  quantity,
  unitPrice,
  title: title[locale],
  ...(productTitle && { productTitle: productTitle[locale] }),
  category,
  ...(choices && {
    options: choices.map(({ name, value }) => ({ name: name[locale], value: value[locale] })),
  }),
  ...(packing && { packing }),
  draws: [{ bucket: anyBucket(buckets, random), quantity }],
  ...(cost && { cost: cost.amount }),
  ...(limit && { limit: limit.days === undefined ? {} : { days: limit.days } }),
});

/**
 * The lines with other draws, when only buckets were short whose products may have more elsewhere, or that have enough and
 * keep it for others; and what lies on those shelves.
 * @throws AppError the refusal of the order otherwise
 */
async function redraw(
  { readBuckets }: Ports,
  answers: readonly BucketAnswer[],
  lines: readonly PlacedLine[],
  listed: readonly Listed[],
): Promise<Readonly<{ lines: PlacedLine[]; shelves: ReadonlyMap<Sku, number>; spread: ReadonlySet<Sku> }>> {
  const spread = listed
    .map(([line, { buckets }]) => ({ sku: skuOf(line), quantity: line.quantity, buckets }))
    .filter(({ sku, buckets }) => buckets > 1 && answers.some((answer) => answer.sku === sku));
  const buckets = new Map([...bucketsIn(answers), ...(await readBuckets(spread))]);
  const plans = new Map(
    lines.map((line): [string, readonly Draw[] | undefined] => [
      skuOf(line),
      planDraws(line.quantity, buckets.get(skuOf(line)) ?? []),
    ]),
  );
  const final = answers.filter(
    (answer) => !isShortBucket(answer, lines) || plans.get(answer.sku) === undefined,
  );
  if (final.length > 0) throw refusal(withTotals(final, buckets), lines);
  return {
    lines: lines.map((line) => ({ ...line, draws: plans.get(skuOf(line)) ?? line.draws })),
    shelves: new Map([...buckets].map(([sku, all]) => [sku, total(all)])),
    spread: new Set(spread.map(({ sku }) => sku)),
  };
}

/** What refused says of its buckets; of a product with more of them that is not all. */
const bucketsIn = (answers: readonly BucketAnswer[]): Buckets =>
  Map.groupBy(
    answers.flatMap(({ sku, bucket, found }) => (found ? [{ sku, bucket, available: found.available }] : [])),
    ({ sku }) => sku,
  );

/** What is left of a product is what all its buckets hold together; those of which something was found are known. */
const withTotals = (answers: readonly BucketAnswer[], buckets: Buckets) =>
  answers.map(({ found, ...answer }) => ({
    ...answer,
    found: found && { ...found, available: total(buckets.get(answer.sku) as readonly Bucket[]) },
  }));
