import type { components } from '@cartless/api-client';
import { minorUnits, typedAmount } from '../acts/amount.ts';

export type Promotion = components['schemas']['Promotion'];
type NewPromotion = components['schemas']['NewPromotion'];
type Terms = Omit<NewPromotion, 'code' | 'active'>;

export const KINDS = ['percent', 'amount', 'free-shipping'] as const;
export type Kind = (typeof KINDS)[number];
export const EMPTY = {
  value: '',
  smallest: '',
  categories: '',
  from: '',
  until: '',
  limit: '',
  perShopper: '',
} as const;
/** The terms of a promotion as they stand in a form; `value` is what is taken off. */
export type Typed = Readonly<Record<keyof typeof EMPTY, string> & { kind: Kind }>;
const FIELDS = ['smallest', 'categories', 'from', 'until', 'limit', 'perShopper'] as const;

export const typedOf = (promotion: Promotion): Typed => ({
  ...EMPTY,
  kind: promotion.reduction.type,
  value:
    promotion.reduction.type === 'percent'
      ? String(promotion.reduction.percent)
      : promotion.reduction.type === 'amount'
        ? typedAmount(promotion.reduction.amount)
        : '',
  smallest: promotion.smallestTotal === undefined ? '' : typedAmount(promotion.smallestTotal),
  categories: promotion.categories?.join(', ') ?? '',
  from: promotion.from?.slice(0, 10) ?? '',
  until: promotion.until?.slice(0, 10) ?? '',
  limit: String(promotion.limit ?? ''),
  perShopper: String(promotion.limitPerShopper?.units ?? ''),
});

/** What is typed, as the shop takes it; what is empty is left out. */
export function termsOf(typed: Typed, currency: string): Terms {
  const { kind, value, smallest, categories, from, until, limit, perShopper } = typed;
  // What is no amount is none to the shop either, which then says so.
  const money = (text: string) => ({ amount: minorUnits(text, currency) ?? Number.NaN, currency });
  return {
    reduction:
      kind === 'percent'
        ? { type: kind, percent: Number(value) }
        : kind === 'amount'
          ? { type: kind, amount: money(value) }
          : { type: kind },
    ...(smallest !== '' && { smallestTotal: money(smallest) }),
    ...(categories.trim() !== '' && { categories: categories.split(/[\s,，]+/).filter(Boolean) }),
    ...(from !== '' && { from }),
    ...(until !== '' && { until }),
    ...(limit !== '' && { limit: Number(limit) }),
    ...(perShopper !== '' && { limitPerShopper: { units: Number(perShopper) } }),
  };
}

const TERM: Readonly<Record<(typeof FIELDS)[number], keyof Terms>> = {
  smallest: 'smallestTotal',
  categories: 'categories',
  from: 'from',
  until: 'until',
  limit: 'limit',
  perShopper: 'limitPerShopper',
};

/** What differs from what was read, and nothing else; what was emptied is taken away. */
export function changeOf(
  before: Promotion,
  typed: Typed,
  currency: string,
): components['schemas']['PromotionChange'] {
  const was = typedOf(before);
  const terms = termsOf(typed, currency);
  const { days } = { days: undefined, ...before.limitPerShopper };
  const changed = FIELDS.filter((field) => was[field] !== typed[field]).map((field) => {
    const term = TERM[field];
    const now = terms[term] ?? null;
    // Within how many days the limit holds has no field, and stays.
    const value =
      field === 'perShopper' && now !== null && days !== undefined ? { ...(now as object), days } : now;
    return [term, value] as const;
  });
  return {
    ...Object.fromEntries(changed),
    ...((was.kind !== typed.kind || was.value !== typed.value) && { reduction: terms.reduction }),
  };
}
