import { type AppError, type Money, type Sellable, sellableOf, skuOf } from '@cartless/domain';
import type { BucketAnswer } from '../stock/stock-plan.ts';
import { OutOfStock, PriceChanged, ProductUnavailable, type RefusedLine } from './errors.ts';

type Line = Sellable & Readonly<{ quantity: number; unitPrice: Money }>;
type Answer = Pick<BucketAnswer, 'sku' | 'found'>;
type Problem = 'unavailable' | 'price-changed' | 'out-of-stock';

const ERRORS = {
  unavailable: ProductUnavailable,
  'price-changed': PriceChanged,
  'out-of-stock': OutOfStock,
} as const;

/** Whether the answer only means that this bucket has too little. */
export const isShortBucket = (answer: Answer, lines: readonly Line[]): boolean =>
  problemOf(answer, lineOf(answer, lines)) === 'out-of-stock';

/** The error that tells why an order was refused; the worst of its lines gives the code. */
export function refusal(answers: readonly Answer[], lines: readonly Line[]): AppError {
  const perSku = [...Map.groupBy(answers, ({ sku }) => sku).values()];
  const problems = perSku.flatMap(([answer]) => (answer ? [describe(answer, lineOf(answer, lines))] : []));
  const worst = (Object.keys(ERRORS) as Problem[]).find((one) =>
    problems.some(({ problem }) => problem === one),
  );
  return ERRORS[worst ?? 'out-of-stock']({ details: { lines: problems } });
}

function describe(answer: Answer, line: Line | undefined): RefusedLine {
  const { sku, found } = answer;
  const sellable = sellableOf(sku);
  const problem = problemOf(answer, line);
  return problem === 'unavailable' || found === undefined
    ? { ...sellable, problem, available: 0, unitPrice: null }
    : { ...sellable, problem, available: found.available, unitPrice: found.price };
}

function problemOf({ found }: Answer, line: Line | undefined): Problem {
  if (found === undefined || !found.active) return 'unavailable';
  const { amount, currency } = found.price;
  const same = amount === line?.unitPrice.amount && currency === line.unitPrice.currency;
  return same ? 'out-of-stock' : 'price-changed';
}

const lineOf = ({ sku }: Answer, lines: readonly Line[]): Line | undefined =>
  lines.find((line) => skuOf(line) === sku);
