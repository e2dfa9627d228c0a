import { apportion, proportion } from '@cartless/domain';

/** What is paid for something, discounts taken off, in minor units, and its rate in basis points. */
export type Taxed = Readonly<{ amount: number; rate: number }>;
/** All that is taxed at one rate: what is paid for it, and the tax in that. */
export type TaxShare = Readonly<{ rate: number; gross: number; tax: number }>;

export type IncludedTax = Readonly<{
  total: number;
  /** Of each line, in their order. */
  lines: readonly number[];
  fee: number;
  /** By rate, the highest first. */
  shares: readonly TaxShare[];
}>;

/** The tax in an amount that includes it, rounded half up. */
export const taxIn = (gross: number, rate: number): number => proportion(gross, rate, 10_000 + rate);

/**
 * The tax in the prices of an order. Sending shares the fate of the goods: its fee is divided over their rates by what they
 * cost. The tax of each rate is rounded once, and divided over its lines so that these add up to it.
 */
export function includedTax(lines: readonly Taxed[], fee: number): IncludedTax {
  const rates = [...new Set(lines.map(({ rate }) => rate))].toSorted((a, b) => b - a);
  const goods = rates.map((rate) =>
    sum(lines.filter((line) => line.rate === rate).map(({ amount }) => amount)),
  );
  const fees = apportion(fee, goods);
  const shares = rates.map((rate, index): TaxShare => {
    const gross = (goods[index] ?? 0) + (fees[index] ?? 0);
    return { rate, gross, tax: taxIn(gross, rate) };
  });
  const ofLines: number[] = [];
  let ofFee = 0;
  for (const [index, { rate, tax }] of shares.entries()) {
    const same = [...lines.entries()].filter(([, line]) => line.rate === rate);
    const amounts = same.map(([, { amount }]) => amount);
    const [feeTax = 0, ...taxes] = apportion(tax, [fees[index] ?? 0, ...amounts]);
    ofFee += feeTax;
    for (const [place, [at]] of same.entries()) ofLines[at] = taxes[place] ?? 0;
  }
  return {
    total: sum(shares.map(({ tax }) => tax)),
    lines: ofLines,
    fee: ofFee,
    shares,
  };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
