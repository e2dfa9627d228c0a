import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { Button } from '../design/button.tsx';
import { CheckField, SelectField, TextField } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CategoryOptions } from './category-options.tsx';
import { type Listing, readListing, SORTS } from './listing-search.ts';
import styles from './search-page.module.css';

/** What narrows a list down, and its order; the address keeps both. */
export function Filters({ listing }: Readonly<{ listing: Listing }>) {
  const t = useTexts('shop');
  const id = useId();
  const navigate = useNavigate();
  const change = (changed: Readonly<Record<string, unknown>>): void =>
    void navigate({ to: '/search', search: readListing({ ...listing, ...changed }), replace: true });
  const { q, category = '', min, max, stock = false, sort } = listing;
  const sorts = SORTS.filter((one) => one !== 'relevance' || q !== undefined);
  return (
    <form
      className={styles['filters']}
      aria-label={t('filters')}
      id={id}
      // What was typed elsewhere than in the address, after it was cleared.
      key={JSON.stringify([min, max])}
      onSubmit={(event) => event.preventDefault()}
    >
      <SelectField
        label={t('category')}
        value={category}
        onChange={({ target }) => change({ category: target.value })}
      >
        <CategoryOptions any={t('anyCategory')} />
      </SelectField>
      <SelectField
        label={t('sort')}
        value={sort ?? sorts[0]}
        onChange={({ target }) => change({ sort: target.value === sorts[0] ? undefined : target.value })}
      >
        {sorts.map((one) => (
          <option key={one} value={one}>
            {t(`sorts.${one === '-price' ? 'priceDown' : one}`)}
          </option>
        ))}
      </SelectField>
      <div className={styles['prices']}>
        <Amount label={t('minPrice')} value={min} onAmount={(amount) => change({ min: amount })} />
        <Amount label={t('maxPrice')} value={max} onAmount={(amount) => change({ max: amount })} />
      </div>
      <CheckField
        label={t('inStockOnly')}
        checked={stock}
        onChange={({ target }) => change({ stock: target.checked ? true : undefined })}
      />
      <Button
        size="small"
        onClick={() => void navigate({ to: '/search', search: q === undefined ? {} : { q }, replace: true })}
      >
        {t('clear')}
      </Button>
    </form>
  );
}

type AmountProps = Readonly<{ label: string; value: number | undefined; onAmount: (typed: string) => void }>;

/** An amount, which counts once it is typed to its end. */
function Amount({ label, value, onAmount }: AmountProps) {
  return (
    <TextField
      label={label}
      inputMode="decimal"
      defaultValue={value ?? ''}
      onBlur={({ target }) => onAmount(target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onAmount(event.currentTarget.value);
      }}
    />
  );
}
