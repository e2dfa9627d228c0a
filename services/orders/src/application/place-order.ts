import { createHash } from 'node:crypto';
import { type Address, idFrom, type Locale, type PaymentMethod, type UserId } from '@cartless/domain';
import { Busy } from '@cartless/dynamodb';
import { AddressUnknown, IdempotencyKeyReused } from '../domain/errors.ts';
import type { Draw, Order, PlacedLine } from '../domain/order.ts';
import { newOrder, sumLines, type Terms, type WantedLine } from '../domain/place-order.ts';
import { anyBucket, type Bucket, planDraws } from '../domain/stock-plan.ts';
import type { Clock, CommitPlacement, Listing, ReadBuckets, ReadCatalogue, StockAnswer } from './ports.ts';
import { isShortBucket, refusal } from './refuse-order.ts';
import { requestHash } from './request-hash.ts';

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

type Ports = Readonly<{
  readCatalogue: ReadCatalogue;
  commit: CommitPlacement;
  readBuckets: ReadBuckets;
  terms: Terms;
  now: Clock;
  random: () => number;
}>;

/** How often an order is tried whose product keeps its stock in several buckets that others empty meanwhile. */
const ATTEMPTS = 6;

/**
 * Places an order: one read of the catalogue, then one transaction that decides price and stock of all lines and
 * writes the order. The order's id comes from the shopper and the key, so a repeated request finds the first order.
 *
 * @returns the order and whether it was placed by an earlier request
 * @throws AppError OUT_OF_STOCK, PRICE_CHANGED, PRODUCT_UNAVAILABLE, IDEMPOTENCY_KEY_REUSED, BUSY and those of
 *   {@link sumLines}
 */
export const placeOrder =
  (ports: Ports) =>
  async (command: PlaceOrder): Promise<Readonly<{ order: Order; replayed: boolean }>> => {
    const { readCatalogue, commit, terms, now, random } = ports;
    const { userId, idempotencyKey, addressId, locale, items, ...rest } = command;
    const wanted = sumLines(items, terms.currency);
    const productIds = wanted.map(({ productId }) => productId);
    const { listings, address } = await readCatalogue(
      productIds,
      addressId ? { userId, addressId } : undefined,
    );
    const shippingAddress = command.shippingAddress ?? address;
    if (shippingAddress === undefined) throw AddressUnknown();
    const unknown = wanted.filter(({ productId }) => !listings.has(productId));
    if (unknown.length > 0)
      throw refusal(
        unknown.map(({ productId }) => ({ productId, found: undefined })),
        wanted,
      );

    const { paymentMethod, note } = rest;
    const draft = {
      orderId: orderIdOf(userId, idempotencyKey),
      userId,
      shippingAddress,
      paymentMethod,
      note,
      locale,
      requestHash: requestHash({ ...rest, items, addressId }),
      at: now().getTime(),
    };
    let lines = wanted.map((line) => firstDraft(line, listings.get(line.productId), locale, random()));
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const order = newOrder({ ...draft, lines }, terms);
      const placement = await commit(order);
      if (placement.outcome === 'placed') return { order, replayed: false };
      if (placement.outcome === 'known') return { order: knownOrder(placement.order, order), replayed: true };
      lines = await redraw(ports, placement.answers, lines, listings);
    }
    throw Busy({ details: { retryAfter: 1 } });
  };

const orderIdOf = (userId: UserId, key: string) =>
  idFrom('order', createHash('sha256').update(`${userId}\n${key}`).digest());

function knownOrder(stored: Order, asked: Order): Order {
  if (stored.requestHash !== asked.requestHash) throw IdempotencyKeyReused();
  return stored;
}

function firstDraft(
  { productId, quantity, unitPrice }: WantedLine,
  listing: Listing | undefined,
  locale: Locale,
  random: number,
): PlacedLine {
  const bucket = anyBucket(listing?.buckets ?? 1, random);
  const title = listing?.title[locale] ?? productId;
  return {
    productId,
    quantity,
    unitPrice,
    title,
    category: listing?.category ?? '',
    draws: [{ bucket, quantity }],
  };
}

/**
 * The lines with other draws, when only buckets were short whose products may have more elsewhere.
 * @throws AppError the refusal of the order otherwise
 */
async function redraw(
  { readBuckets }: Ports,
  answers: readonly StockAnswer[],
  lines: readonly PlacedLine[],
  listings: ReadonlyMap<string, Listing>,
): Promise<PlacedLine[]> {
  const spread = lines.filter((line) => {
    const several = (listings.get(line.productId)?.buckets ?? 1) > 1;
    return several && answers.some((answer) => answer.productId === line.productId);
  });
  const read = await Promise.all(
    spread.map(async ({ productId }): Promise<[string, readonly Bucket[]]> => [
      productId,
      await readBuckets(productId, listings.get(productId)?.buckets ?? 1),
    ]),
  );
  const buckets: ReadonlyMap<string, readonly Bucket[]> = new Map(read);
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
const withTotals = (answers: readonly StockAnswer[], buckets: ReadonlyMap<string, readonly Bucket[]>) =>
  answers.map((answer) => {
    const all = buckets.get(answer.productId);
    if (all === undefined || answer.found === undefined) return answer;
    return {
      ...answer,
      found: { ...answer.found, available: all.reduce((sum, one) => sum + one.available, 0) },
    };
  });
