import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { KeptProduct } from './product-reading.ts';
import { canBeRead, idOf, missingIn, type OptionDraft, type Wanted, wantedOf } from './variety.ts';

type Props = Readonly<{
  product: Pick<KeptProduct, 'price' | 'variants'>;
  options: readonly OptionDraft[];
  wanted: ReadonlyMap<string, Wanted>;
  tried: boolean;
  onChange: (wanted: ReadonlyMap<string, Wanted>) => void;
}>;

/** The combinations that are no variants yet, to be chosen from, each with its price and its first units. */
export function WantedVariants({ product, options, wanted, tried, onChange }: Props) {
  const t = useTexts('console-products');
  const locale = useLocale();
  const rows = missingIn(options, product.variants).map((row) => ({
    id: idOf(row),
    title: row.map(({ en, zh }) => (locale === 'en' ? en : zh)).join(t('between')),
  }));
  const set = (id: string, next: Wanted | undefined): void => {
    const others = [...wanted].filter(([one]) => one !== id);
    onChange(new Map(next === undefined ? others : [...others, [id, next]]));
  };
  const input = (id: string, title: string, field: keyof Wanted) => {
    const one = wanted.get(id);
    if (one === undefined) return '–';
    return (
      <input
        aria-label={t(field === 'price' ? 'priceOf' : 'stockOf', { variant: title })}
        aria-invalid={tried && !canBeRead(one, product.price.currency)}
        inputMode={field === 'price' ? 'decimal' : 'numeric'}
        size={8}
        value={one[field]}
        onChange={({ target }) => set(id, { ...one, [field]: target.value })}
      />
    );
  };
  if (rows.every(({ title }) => title === '')) return null;
  return (
    <Table
      caption={t('newVariants')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t('newVariants'),
          cell: ({ id, title }) => (
            <label>
              <input
                type="checkbox"
                checked={wanted.has(id)}
                onChange={({ target }) => set(id, target.checked ? wantedOf(product) : undefined)}
              />{' '}
              {title}
            </label>
          ),
        },
        { head: t('price'), cell: ({ id, title }) => input(id, title, 'price') },
        { head: t('field.stock'), cell: ({ id, title }) => input(id, title, 'stock') },
      ]}
    />
  );
}
