import { cursorCodec } from '@cartless/aggregate';
import { type Money, skuOf } from '@cartless/domain';
import { type Slot, SLOTS_A_DAY } from '../calendar/slot.ts';
import { tableOf } from '../reports/read-figures.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import type { ProductStock } from './stock-store.ts';

const SOON_DAYS = 7;
const LONG_DAYS = 30;

/** What there is of one thing that is sold, and how it sells. */
export type StockRow = Readonly<{
  sku: string;
  productId: string;
  variantId?: string;
  title: ProductStock['title'];
  category: string;
  available: number;
  valueAtPrice: Money;
  /** Null when its cost is not known. */
  valueAtCost: Money | null;
  soldIn7Days: number;
  soldIn30Days: number;
  /** Of what was there to sell in 30 days, the share that was sold; null when there was nothing. */
  sellThrough: number | null;
  /** Null when nothing of it sells. */
  daysLeft: number | null;
}>;

export type StockReport = Readonly<{
  /** False before the first count has come: then nothing is known, and what is 0 is not so. */
  counted: boolean;
  rows: StockRow[];
  nextCursor: string | null;
  totals: Readonly<{
    skus: number;
    available: number;
    valueAtPrice: Money;
    /** Of those whose cost is known. */
    valueAtCost: Money;
    /** Those of which there is something, and no cost is known. */
    skusWithoutCost: number;
    soldIn7Days: number;
    soldIn30Days: number;
    sellThrough: number | null;
  }>;
}>;

type Ports = Readonly<{
  readStock: () => Promise<readonly ProductStock[]>;
  rollUps: RollUps;
  currency: string;
}>;
type Question = Readonly<{ category?: string | undefined; limit: number; cursor?: string | undefined }>;

/** A cursor holds the thing at which a page ended and the place that it had. */
const CURSOR = cursorCodec<{ days: string; sku: string }>({ days: 'S', sku: 'S' });
const NEVER = '-';

/**
 * What sells through and how many days are left, what is gone first first. It reads what was last told of each product, and the units
 * that were paid in the last 30 days, whatever was ordered.
 *
 * @param now the slot up to which units are counted, inclusive
 */
export const showStock =
  ({ readStock, rollUps, currency }: Ports) =>
  async ({ category, limit, cursor }: Question, now: Slot): Promise<StockReport> => {
    const after = CURSOR.decode(cursor);
    const [products, soldOf] = await Promise.all([readStock(), soldUnits(rollUps, now)]);
    const rows = products
      .filter((product) => product.active || product.counted.some(({ available }) => available > 0))
      .filter((product) => category === undefined || belongsTo(product.category, category))
      .flatMap((product) => rowsOf(product, soldOf, currency))
      .sort((a, b) => byPlace(placeOf(a), placeOf(b)));
    const rest = after === undefined ? rows : rows.filter((row) => byPlace(placeOf(row), after) > 0);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      counted: products.length > 0,
      rows: page,
      nextCursor: CURSOR.encode(rest.length > limit && last ? placeOf(last) : undefined),
      totals: totalsOf(rows, currency),
    };
  };

const belongsTo = (category: string, wanted: string): boolean =>
  category === wanted || category.startsWith(`${wanted}.`);

type Place = Readonly<{ days: string; sku: string }>;
const placeOf = ({ daysLeft, sku }: StockRow): Place => ({
  days: daysLeft === null ? NEVER : String(daysLeft),
  sku,
});
const byPlace = (a: Place, b: Place): number => {
  const [first, second] = [daysIn(a), daysIn(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.sku === b.sku ? 0 : a.sku < b.sku ? -1 : 1;
};
const daysIn = ({ days }: Place): number => (days === NEVER ? Infinity : Number(days));

type Sold = Readonly<{ soon: number; long: number }>;

/** Units paid in the last days, of products and of variants. */
async function soldUnits(rollUps: RollUps, now: Slot): Promise<(sku: string) => Sold> {
  const to = now + 1;
  const cuts = [to - LONG_DAYS * SLOTS_A_DAY, to - SOON_DAYS * SLOTS_A_DAY] as const;
  const buckets = [
    { key: 'before', from: cuts[0], to: cuts[1] },
    { key: 'soon', from: cuts[1], to },
  ];
  const tables = await Promise.all([tableOf(rollUps, 'product', buckets), tableOf(rollUps, 'sku', buckets)]);
  const sold = new Map(
    tables.flat().map(({ value, series }) => {
      const of = (key: string) => series.find(({ bucket }) => bucket.key === key)?.sums.get('unitsSold') ?? 0;
      return [value, { soon: of('soon'), long: of('before') + of('soon') }] as const;
    }),
  );
  return (sku) => sold.get(sku) ?? { soon: 0, long: 0 };
}

function rowsOf(
  { productId, title, category, counted }: ProductStock,
  soldOf: (sku: string) => Sold,
  currency: string,
): StockRow[] {
  return counted.map(({ variantId, available: stored, price, cost }) => {
    const sku = skuOf({ productId, variantId });
    const { soon, long } = soldOf(sku);
    // A bucket may owe units for a moment.
    const available = Math.max(0, stored);
    return {
      sku,
      productId,
      ...(variantId !== undefined && { variantId }),
      title,
      category,
      available,
      valueAtPrice: { amount: available * inBooks(price, currency), currency },
      valueAtCost: cost === undefined ? null : { amount: available * inBooks(cost, currency), currency },
      soldIn7Days: soon,
      soldIn30Days: long,
      sellThrough: shareOf(long, available),
      daysLeft: long === 0 ? null : (available * LONG_DAYS) / long,
    };
  });
}

const inBooks = (money: Money, currency: string): number => (money.currency === currency ? money.amount : 0);

const shareOf = (sold: number, available: number): number | null =>
  sold + available === 0 ? null : sold / (sold + available);

function totalsOf(rows: readonly StockRow[], currency: string): StockReport['totals'] {
  const sum = (of: (row: StockRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const available = sum((row) => row.available);
  const soldIn30Days = sum((row) => row.soldIn30Days);
  return {
    skus: rows.length,
    available,
    valueAtPrice: { amount: sum(({ valueAtPrice }) => valueAtPrice.amount), currency },
    valueAtCost: { amount: sum(({ valueAtCost }) => valueAtCost?.amount ?? 0), currency },
    skusWithoutCost: rows.filter((row) => row.available > 0 && row.valueAtCost === null).length,
    soldIn7Days: sum((row) => row.soldIn7Days),
    soldIn30Days,
    sellThrough: shareOf(soldIn30Days, available),
  };
}
