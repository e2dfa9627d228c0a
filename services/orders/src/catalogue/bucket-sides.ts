import { sellableOf } from '@cartless/domain';
import type { Product, ProductSide, UnitsBySku } from './product.ts';
import { spread } from './product.ts';
import { type Offer, offersOf } from './variants.ts';

/** What every bucket of something that is sold repeats of its product. */
const told = ({ lowAt, buckets }: Product, { price, active }: Offer): string =>
  [price.amount, price.currency, active, lowAt, buckets].join();

const variantOf = (sku: string) => {
  const { variantId } = sellableOf(sku);
  return variantId === undefined ? {} : { variantId };
};

/** The first units of what is sold: spread over its buckets, and booked. */
export const opening = (
  { buckets }: Product,
  opened: UnitsBySku,
  { by, at }: Readonly<{ by: string; at: number }>,
): ProductSide[] =>
  [...opened].flatMap(([sku, units]): ProductSide[] => [
    ...spread(units, buckets).map(
      (part, bucket) => ({ type: 'open-bucket', ...variantOf(sku), bucket, units: part }) as const,
    ),
    ...(units > 0 ? [{ type: 'book-first-stock', ...variantOf(sku), units, by, at } as const] : []),
  ]);

/** What a change of a product means for the buckets that were there before it. */
export function retelling(before: Product, after: Product): ProductSide[] {
  const earlier = new Map(offersOf(before).map((offer) => [offer.sku, offer]));
  const kept = offersOf(after).flatMap((offer): ProductSide[] => {
    const was = earlier.get(offer.sku);
    if (was === undefined || told(before, was) === told(after, offer)) return [];
    return Array.from({ length: after.buckets }, (_, bucket) =>
      bucket >= before.buckets
        ? { type: 'open-bucket', ...variantOf(offer.sku), bucket, units: 0 }
        : { type: 'retell-bucket', ...variantOf(offer.sku), bucket },
    );
  });
  const isVaried = before.variants === undefined && after.variants !== undefined;
  return [...kept, ...(isVaried ? closing(before) : [])];
}

const closing = ({ buckets }: Product): ProductSide[] =>
  Array.from({ length: buckets }, (_, bucket) => ({ type: 'close-bucket', bucket }));
