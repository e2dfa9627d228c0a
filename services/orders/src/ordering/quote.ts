import type { Locale } from '@cartless/domain';
import type { Listing } from '../catalogue/listing.ts';
import { type Left, leftOf, type ShopperLimit, type Tally } from '../limits/shopper-limit.ts';
import type { OverLimit } from '../order-limits/over-limit.ts';
import { type Offered, problemOf, type PromotionProblem } from '../promotions/reduction.ts';
import { amountsOf, priced, type Priced, type WantedLine } from './new-order.ts';

/** What can be in a line's way. */
export const LINE_PROBLEMS = ['unavailable', 'price-changed', 'out-of-stock', 'limit-reached'] as const;
export type LineProblem = (typeof LINE_PROBLEMS)[number];

/** What there is of a line's product now; `counted` are the units of all lines that count against the same limit. */
type Found = Readonly<{ listing: Listing; available: number; tally: Tally; counted: number }>;

/** A line at the price of now, and what is in its way, if anything. */
export type QuotedLine = WantedLine &
  Readonly<{
    title: string | null;
    category: string;
    problems: readonly LineProblem[];
    available: number;
    limit?: ShopperLimit & Left;
  }>;

/** A line as an order would meet it now. */
export function quoteLine(
  line: WantedLine,
  found: Found | undefined,
  at: number,
  locale: Locale,
): QuotedLine {
  if (found === undefined || !found.listing.active) {
    const title = found?.listing.title[locale] ?? null;
    return { ...line, title, category: '', problems: ['unavailable'], available: 0 };
  }
  const { listing, available, tally, counted } = found;
  const { price, category, title } = listing;
  const left = listing.limit && leftOf(tally, listing.limit, at);
  const isIn: Record<Exclude<LineProblem, 'unavailable'>, boolean> = {
    'price-changed': price.amount !== line.unitPrice.amount,
    'out-of-stock': available < line.quantity,
    'limit-reached': left !== undefined && left.left < counted,
  };
  return {
    ...line,
    unitPrice: price,
    title: title[locale],
    category,
    problems: LINE_PROBLEMS.filter((one) => one !== 'unavailable' && isIn[one]),
    available,
    ...(listing.limit && left && { limit: { ...listing.limit, ...left } }),
  };
}

/** The limits of its shopper that an order would meet, and whether there is a way to pay it that meets none. */
export type Limits = Readonly<{ over: readonly OverLimit[]; isPossible: boolean }>;

export type Quote = Priced &
  Readonly<{
    lines: readonly QuotedLine[];
    promotion: Readonly<{ code: string; problem?: PromotionProblem }> | undefined;
  }>;

/** What lines cost together, without those that are not sold; a promotion that does not apply takes nothing off. */
export function quote(
  lines: readonly QuotedLine[],
  offered: Offered | undefined,
  {
    to,
    terms,
    at,
  }: Readonly<{ to: Parameters<typeof priced>[1]; terms: Parameters<typeof priced>[2]; at: number }>,
): Quote {
  const sold = lines.filter(({ problems }) => !problems.includes('unavailable'));
  const problem = offered && problemOf(offered, amountsOf(sold), at);
  const applied = problem === undefined ? offered?.promotion : undefined;
  const costs = priced(sold, to, terms, applied);
  const discounts = lines.map((line) => costs.discounts[sold.indexOf(line)] ?? 0);
  const promotion = offered && { code: offered.promotion.code, ...(problem && { problem }) };
  return { ...costs, discounts, lines, promotion };
}
