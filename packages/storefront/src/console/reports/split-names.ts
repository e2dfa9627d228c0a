import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { PAYMENT_METHODS, type Split } from './report-search.ts';

type Named = Readonly<{ key: string; keys?: Readonly<Record<string, string>>; title?: string }>;
const REASONS = [
  'does-not-fit',
  'not-as-described',
  'defective',
  'damaged-on-the-way',
  'wrong-item',
  'arrived-too-late',
  'no-longer-wanted',
  'other',
] as const;

/** Names of categories in the language of the page. */
export function useCategoryNames(): (category: string) => string {
  const { data } = useQuery(queryOf(shop, '/categories'));
  const names = new Map(
    data?.items.flatMap(({ category, title, categories }) => [
      [category, title] as const,
      ...categories.map((one) => [one.category, one.title] as const),
    ]),
  );
  return (category) => names.get(category) ?? category;
}

/** What a row is told apart by, as a person says it. */
export function useSplitNames(): (split: Split, row: Named) => string {
  const t = useTexts('reports');
  const categoryName = useCategoryNames();
  return (split, row) => {
    const key = row.keys?.[split] ?? row.key;
    if (split === 'product') return row.title ?? key;
    if (split === 'category') return categoryName(key);
    const method = split === 'paymentMethod' && PAYMENT_METHODS.find((one) => one === key);
    if (method) return t(`paidBy.${method}`);
    const reason = split === 'reason' && REASONS.find((one) => one === key);
    return reason ? t(`reason.${reason}`) : key;
  };
}
