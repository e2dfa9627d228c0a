import { createHash } from 'node:crypto';
import { type Address, idFrom, type Locale, type PaymentMethod, type UserId } from '@cartless/domain';
import type { Listing, ReadListings } from '../catalogue/listing.ts';
import { requestHash } from '../request-hash.ts';
import { anyBucket, type Bucket, type BucketAnswer, planDraws, total } from '../stock/stock-plan.ts';
import { AddressUnknown, IdempotencyKeyReused } from './errors.ts';
import { place, sumLines, type Terms, type WantedLine } from './new-order.ts';
import type { OrderChange } from './order-change.ts';
import type { Draw, Order, PlacedLine } from './order.ts';
import type { Clock } from './ports.ts';
import { isShortBucket, refusal } from './refusal.ts';

export type PlaceOrder = Readonly<{
  userId: UserId;
  idempotencyKey: string;
  items: readonly WantedLine[];
  shippingAddress?: Address | undefined;
  addressId?: string | undefined;
  paymentMethod: PaymentMethod;
  note?: string | undefined;
  locale: Locale;
}>;

type Buckets = ReadonlyMap<string, readonly Bucket[]>;
type Ports = Readonly<{
  readListings: ReadListings;
  /**
   * Writes a new order and takes its units, all or nothing, unless the order is there already.
   * @param onRefusal is told what the buckets said that refused; throws, or has `make` asked again
   */
  create: (
    make: () => OrderChange,
    onRefusal: (answers: readonly BucketAnswer[]) => Promise<void>,
  ) => Promise<Readonly<{ state: Order; created: boolean }>>;
  /** The buckets of products, each with how many it has. */
  readBuckets: (wanted: readonly Readonly<{ productId: string; buckets: number }>[]) => Promise<Buckets>;
  terms: Terms;
  now: Clock;
  random: () => number;
}>;

/**
 * Places an order: one read of the catalogue, then one transaction that decides price and stock of all lines and
 * writes the order. The order's id comes from the shopper and the key, so a repeated request finds the first order.
 *
 * @returns the order and whether it was placed by an earlier request
 * @throws AppError OUT_OF_STOCK, PRICE_CHANGED, PRODUCT_UNAVAILABLE, IDEMPOTENCY_KEY_REUSED, TOO_MUCH_AT_ONCE, BUSY and
 *   those of {@link sumLines}
 */
export const placeOrder =
  (ports: Ports) =>
  async (command: PlaceOrder): Promise<Readonly<{ order: Order; replayed: boolean }>> => {
    const { readListings, create, terms, now, random } = ports;
    const { userId, idempotencyKey, addressId, locale, items, ...rest } = command;
    const wanted = sumLines(items, terms.currency);
    const book = addressId === undefined ? undefined : { userId, addressId };
    const { listings, address } = await readListings(
      wanted.map(({ productId }) => productId),
      book,
    );
    const shippingAddress = command.shippingAddress ?? address;
    if (shippingAddress === undefined) throw AddressUnknown();
    const found = listed(wanted, listings);

    const { paymentMethod, note } = rest;
    const draft = {
      orderId: idFrom('order', createHash('sha256').update(`${userId}\n${idempotencyKey}`).digest()),
      userId,
      shippingAddress,
      paymentMethod,
      note,
      locale,
      requestHash: requestHash({ ...rest, items, addressId }),
      at: now().getTime(),
    };
    let lines = found.map(([line, listing]) => firstDraft(line, listing, locale, random()));
    const { state: order, created } = await create(
      () => place({ ...draft, lines }, terms),
      async (answers) => {
        lines = await redraw(ports, answers, lines, listings);
      },
    );
    if (order.requestHash !== draft.requestHash) throw IdempotencyKeyReused();
    return { order, replayed: !created };
  };

/** Each line with its product. @throws AppError PRODUCT_UNAVAILABLE naming those that are not in the catalogue */
function listed(wanted: readonly WantedLine[], listings: ReadonlyMap<string, Listing>) {
  const unknown = wanted.filter(({ productId }) => !listings.has(productId));
  if (unknown.length > 0) {
    throw refusal(
      unknown.map(({ productId }) => ({ productId, found: undefined })),
      wanted,
    );
  }
  return wanted.flatMap((line): [WantedLine, Listing][] => {
    const listing = listings.get(line.productId);
    return listing === undefined ? [] : [[line, listing]];
  });
}

const firstDraft = (
  { productId, quantity, unitPrice }: WantedLine,
  { title, category, buckets }: Listing,
  locale: Locale,
  random: number,
): PlacedLine => ({
  productId,
  quantity,
  unitPrice,
  title: title[locale],
  category,
  draws: [{ bucket: anyBucket(buckets, random), quantity }],
});

/**
 * The lines with other draws, when only buckets were short whose products may have more elsewhere.
 * @throws AppError the refusal of the order otherwise
 */
async function redraw(
  { readBuckets }: Ports,
  answers: readonly BucketAnswer[],
  lines: readonly PlacedLine[],
  listings: ReadonlyMap<string, Listing>,
): Promise<PlacedLine[]> {
  const spread = lines.flatMap((line) => {
    const buckets = listings.get(line.productId)?.buckets ?? 1;
    const refused = answers.some((answer) => answer.productId === line.productId);
    return buckets > 1 && refused ? [{ ...line, buckets }] : [];
  });
  const buckets = await readBuckets(spread);
  const plans = new Map(
    spread.map((line): [string, readonly Draw[] | undefined] => [
      line.productId,
      planDraws(line.quantity, buckets.get(line.productId) ?? []),
    ]),
  );
  const final = answers.filter(
    (answer) => !isShortBucket(answer, lines) || plans.get(answer.productId) === undefined,
  );
  if (final.length > 0) throw refusal(withTotals(final, buckets), lines);
  return lines.map((line) => ({ ...line, draws: plans.get(line.productId) ?? line.draws }));
}

/** What is left of a product is what all its buckets hold together. */
const withTotals = (answers: readonly BucketAnswer[], buckets: Buckets) =>
  answers.map(({ found, ...answer }) => {
    const all = buckets.get(answer.productId);
    return { ...answer, found: found && (all === undefined ? found : { ...found, available: total(all) }) };
  });
