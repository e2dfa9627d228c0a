import * as z from 'zod/mini';
import { field } from './field.ts';

/** The largest amount in minor units that a sum may reach and still be exact in a JavaScript number. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;

/**
 * The largest price of one unit, in minor units: the largest order, 50 lines of 999 units at that price, still adds up
 * exactly.
 */
export const MAX_PRICE = 100_000_000_000;

/**
 * Money as an integer in the currency's minor unit (ISO 4217): `{amount: 1999, currency: 'CNY'}` is 19.99 yuan.
 */
export const Money = z.object({
  amount: field(z.int().check(z.nonnegative()), 'In the minor unit of the currency', 1999),
  currency: field(z.string().check(z.regex(/^[A-Z]{3}$/)), 'ISO 4217', 'CNY'),
});
export type Money = Readonly<z.infer<typeof Money>>;

/** What is left of money when other money is taken from it: it may be less than nothing. */
export const Balance = z.extend(Money, {
  amount: field(z.int(), 'In the minor unit of the currency; below zero when more went than came', 1999),
});

/** What one unit costs: money with which a whole order can be worked out. */
export const Price = z.extend(Money, {
  amount: field(z.int().check(z.nonnegative(), z.lte(MAX_PRICE)), 'In the minor unit of the currency', 1999),
});

/** @throws RangeError when the amount is not a whole number of minor units or too large to be exact. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not an exact amount of minor units`);
  return { amount, currency };
}

/** Adds amounts of one currency. @throws RangeError when currencies differ or the sum is not exact. */
export function sumMoney(first: Money, ...rest: readonly Money[]): Money {
  return rest.reduce((sum, next) => {
    if (next.currency !== sum.currency) {
      throw new RangeError(`cannot add ${next.currency} to ${sum.currency}`);
    }
    return money(sum.amount + next.amount, sum.currency);
  }, first);
}

/** Multiplies an amount by a whole number. @throws RangeError when the product is not exact. */
export function multiplyMoney(price: Money, factor: number): Money {
  return money(price.amount * factor, price.currency);
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

/**
 * Divides an amount over parts in proportion to their weights, to the last minor unit: each gets its share rounded down, and
 * what is left goes, one unit each, to those whose shares were rounded most (the largest remainder method).
 *
 * @param weights whole numbers; all parts are equal when all are 0
 * @returns one share for each weight; they add up to the amount
 */
export function apportion(amount: number, weights: readonly number[]): readonly number[] {
  const exact = weights.map(BigInt);
  const all = exact.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n && weights.length > 0)
    return apportion(
      amount,
      weights.map(() => 1),
    );
  const shares = exact.map((weight, at) => {
    const product = BigInt(amount) * weight;
    return { at, share: Number(product / all), rest: product % all };
  });
  const left = amount - shares.reduce((sum, { share }) => sum + share, 0);
  const luckiest = shares.toSorted((a, b) => Number(b.rest - a.rest));
  const lucky = new Set(luckiest.slice(0, left).map(({ at }) => at));
  return shares.map(({ at, share }) => share + (lucky.has(at) ? 1 : 0));
}

/** `part` of `whole` of an amount, rounded half up to the minor unit: `proportion(1999, 13, 100)` are 13 per cent. */
export function proportion(amount: number, part: number, whole: number): number {
  const [product, all] = [BigInt(amount) * BigInt(part), BigInt(whole)];
  return Number((2n * product + all) / (2n * all));
}
