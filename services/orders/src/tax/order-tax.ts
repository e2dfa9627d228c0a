import type { Money } from '@cartless/domain';
import { includedTax, type IncludedTax } from './included-tax.ts';
import { taxRate, type TaxRules } from './tax-rules.ts';

/** What was decided of an order's tax when it was placed: how much its total includes, and the rate of each line. */
export type OrderTax = Readonly<{ included: number; rates: readonly number[] }>;

type Line = Readonly<{ unitPrice: Money; quantity: number; discount?: number }>;
type Goods<L extends Line> = Readonly<{ lines: readonly L[]; shippingFee: number }>;

/** What a line costs, in minor units, with its discount taken off. */
export const lineAmount = ({ unitPrice, quantity, discount = 0 }: Line): number =>
  unitPrice.amount * quantity - discount;

/** Decides the tax of an order by the rules of the moment; whatever these become, it stays. */
export function decideTax(
  rules: TaxRules,
  { lines, shippingFee }: Goods<Line & Readonly<{ category: string }>>,
  place: Readonly<{ country: string; region?: string | undefined }>,
): OrderTax {
  const rates = lines.map(({ category }) => taxRate(rules, category, place));
  return { included: taxAt(rates, { lines, shippingFee }).total, rates };
}

/** How the tax of an order divides over its lines, its fee and its rates. All of it is 0 in one that was placed before there was tax. */
export const taxOf = ({ tax, ...goods }: Goods<Line> & Readonly<{ tax?: OrderTax }>): IncludedTax =>
  taxAt(tax?.rates ?? [], goods);

const taxAt = (rates: readonly number[], { lines, shippingFee }: Goods<Line>): IncludedTax =>
  includedTax(
    lines.map((line, index) => ({ amount: lineAmount(line), rate: rates[index] ?? 0 })),
    shippingFee,
  );
