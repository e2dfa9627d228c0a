import { decimalsOf } from '@cartless/domain';

/**
 * Stripe's own view of minor units, which is not the common one for every currency.
 * Source: docs.stripe.com/currencies, "Zero-decimal", "Three-decimal" and "Special case" currencies.
 */
const DECIMALS = {
  0: 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF',
  3: 'BHD JOD KWD OMR TND',
} as const;
const of = (decimals: keyof typeof DECIMALS): readonly string[] => DECIMALS[decimals].split(' ');

const stripeDecimals = (currency: string): number =>
  of(0).includes(currency) ? 0 : of(3).includes(currency) ? 3 : 2;

/**
 * An amount in minor units as Stripe counts it: the same for most currencies, 100 times as many for ISK and UGX, which
 * Stripe takes with two decimals.
 * @throws RangeError for an amount that Stripe cannot take: a fraction of its unit, or a third decimal that is not 0
 */
export function toStripe(amount: number, currency: string): number {
  const converted = shift(amount, stripeDecimals(currency) - decimalsOf(currency));
  if (!Number.isSafeInteger(converted) || (of(3).includes(currency) && converted % 10 !== 0))
    throw new RangeError(`Stripe cannot take ${amount} of the minor units of ${currency}`);
  return converted;
}

/** What Stripe tells, in minor units. It may be a fraction of one, and then fits no order. */
export const fromStripe = (amount: number, currency: string): number =>
  shift(amount, decimalsOf(currency) - stripeDecimals(currency));

const shift = (amount: number, decimals: number): number => amount * 10 ** decimals;
