import { apportion, proportion } from '@cartless/domain';
import { belongsTo } from '../catalogue/product.ts';
import { isoOrNull } from '../iso.ts';
import { leftOf, type Tally } from '../limits/shopper-limit.ts';
import { PromotionNotApplicable } from './errors.ts';
import type { Promotion, Reduction } from './promotion.ts';

/** A promotion as an order meets it: what its shopper has used of it, and how many uses are left in all. */
export type Offered = Readonly<{ promotion: Promotion; tally: Tally; usesLeft: number }>;

/** Goods as a promotion looks at them; `amount` is what all units of a line cost. */
type Goods = readonly Readonly<{ category: string; amount: number }>[];

export const PROMOTION_PROBLEMS = [
  'not-yet',
  'over',
  'total-too-small',
  'other-goods',
  'used-up',
  'limit-reached',
] as const;

/** Why a promotion does not apply, with the figures that say what would. */
export type PromotionProblem = Readonly<
  | { problem: 'not-yet'; from: string }
  | { problem: 'over'; until: string }
  | { problem: 'total-too-small'; smallestTotal: number }
  | { problem: 'other-goods'; categories: readonly string[] }
  | { problem: 'used-up' }
  | { problem: 'limit-reached'; left: number; moreAt: string | null }
>;

const sum = (goods: Goods): number => goods.reduce((total, { amount }) => total + amount, 0);

const isOf = (category: string, { categories }: Promotion): boolean =>
  categories === undefined || categories.some((one) => belongsTo(category, one));

/** What is the matter with a promotion on an order; undefined when it applies. */
export function problemOf(
  { promotion, ...so }: Offered,
  goods: Goods,
  at: number,
): PromotionProblem | undefined {
  const { from, until, smallestTotal, categories, limitPerShopper, limit } = promotion;
  if (from !== undefined && at < from) return { problem: 'not-yet', from: new Date(from).toISOString() };
  if (until !== undefined && at > until) return { problem: 'over', until: new Date(until).toISOString() };
  if (categories && !goods.some(({ category }) => isOf(category, promotion))) {
    return { problem: 'other-goods', categories };
  }
  if (smallestTotal !== undefined && sum(goods) < smallestTotal) {
    return { problem: 'total-too-small', smallestTotal };
  }
  if (limit !== undefined && so.usesLeft < 1) return { problem: 'used-up' };
  const shopper = limitPerShopper && leftOf(so.tally, limitPerShopper, at);
  if (shopper === undefined || shopper.left > 0) return undefined;
  return { problem: 'limit-reached', left: shopper.left, moreAt: isoOrNull(shopper.moreAt) };
}

/** What a promotion takes off each line, to the minor unit, in proportion to what the lines cost. */
export function reductions(promotion: Promotion, goods: Goods): readonly number[] {
  const amounts = goods.map(({ category, amount }) => (isOf(category, promotion) ? amount : 0));
  const eligible = amounts.reduce((total, amount) => total + amount, 0);
  return apportion(reductionOf(promotion.reduction, eligible), amounts);
}

function reductionOf(reduction: Reduction, eligible: number): number {
  if (reduction.type === 'percent') return proportion(eligible, reduction.percent, 100);
  return reduction.type === 'amount' ? Math.min(reduction.amount, eligible) : 0;
}

/** @throws AppError PROMOTION_NOT_APPLICABLE with the reason */
export function mustApply(offered: Offered, goods: Goods, at: number): void {
  const promotion = problemOf(offered, goods, at);
  const { code } = offered.promotion;
  if (promotion !== undefined) throw PromotionNotApplicable({ details: { promotionCode: code, promotion } });
}
