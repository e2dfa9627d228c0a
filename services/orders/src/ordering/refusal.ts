import type { AppError, Money } from '@cartless/domain';
import type { BucketAnswer } from '../stock/stock-plan.ts';
import { OutOfStock, PriceChanged, ProductUnavailable } from './errors.ts';

type Line = Readonly<{ productId: string; quantity: number; unitPrice: Money }>;
type Answer = Pick<BucketAnswer, 'productId' | 'found'>;
type Problem = 'unavailable' | 'price-changed' | 'out-of-stock';

/** What is the matter with each line that was refused, and the figures as they are now. */
type LineProblem = Readonly<{
  productId: string;
  problem: Problem;
  available: number;
  unitPrice: Money | null;
}>;

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
  const perProduct = [...Map.groupBy(answers, ({ productId }) => productId).values()];
  const problems = perProduct.flatMap(([answer]) =>
    answer ? [describe(answer, lineOf(answer, lines))] : [],
  );
  const worst = (Object.keys(ERRORS) as Problem[]).find((one) =>
    problems.some(({ problem }) => problem === one),
  );
  return ERRORS[worst ?? 'out-of-stock']({ details: { lines: problems } });
}

function describe(answer: Answer, line: Line | undefined): LineProblem {
  const { productId, found } = answer;
  const problem = problemOf(answer, line);
  return problem === 'unavailable' || found === undefined
    ? { productId, problem, available: 0, unitPrice: null }
    : { productId, problem, available: found.available, unitPrice: found.price };
}

function problemOf({ found }: Answer, line: Line | undefined): Problem {
  if (found === undefined || !found.active) return 'unavailable';
  const { amount, currency } = found.price;
  const same = amount === line?.unitPrice.amount && currency === line.unitPrice.currency;
  return same ? 'out-of-stock' : 'price-changed';
}

const lineOf = ({ productId }: Answer, lines: readonly Line[]): Line | undefined =>
  lines.find((line) => line.productId === productId);
