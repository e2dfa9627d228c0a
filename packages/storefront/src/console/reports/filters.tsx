import { Button } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { CategoryOptions } from '../../shop/category-options.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import styles from '../lists/lists.module.css';
import { PAYMENT_METHODS, type Report, type ReportSearch } from './report-search.ts';

type Changed = { [Name in keyof ReportSearch]: ReportSearch[Name] | undefined };
const NONE = {
  category: undefined,
  productId: undefined,
  region: undefined,
  paymentMethod: undefined,
} as const;

/** What a report is narrowed to. What is typed counts when the field is left, so that not each letter is a question. */
export function Filters({
  report,
  onChange,
}: Readonly<{ report: Report; onChange: (next: Changed) => void }>) {
  const t = useTexts('reports');
  const typed = (name: 'productId' | 'region') => ({
    defaultValue: report[name] ?? '',
    onBlur: ({ target }: { target: HTMLInputElement }) =>
      onChange({ [name]: target.value.trim() || undefined }),
  });
  const isNarrowed = Object.keys(NONE).some((name) => report[name as keyof typeof NONE] !== undefined);
  return (
    <form
      className={styles['row']}
      onSubmit={(event) => {
        event.preventDefault();
        (document.activeElement as HTMLElement | null)?.blur();
      }}
    >
      <SelectField
        label={t('category')}
        value={report.category ?? ''}
        onChange={({ target }) => onChange({ category: target.value || undefined })}
      >
        <CategoryOptions any={t('all')} whole={(title) => t('allOf', { title })} />
      </SelectField>
      <TextField label={t('region')} placeholder={t('all')} {...typed('region')} />
      <TextField label={t('product')} placeholder="prd_…" {...typed('productId')} />
      <SelectField
        label={t('paymentMethod')}
        value={report.paymentMethod ?? ''}
        onChange={({ target }) =>
          onChange({ paymentMethod: PAYMENT_METHODS.find((one) => one === target.value) })
        }
      >
        <option value="">{t('all')}</option>
        {PAYMENT_METHODS.map((one) => (
          <option key={one} value={one}>
            {t(`paidBy.${one}`)}
          </option>
        ))}
      </SelectField>
      {isNarrowed && <Button onClick={() => onChange(NONE)}>{t('clear')}</Button>}
    </form>
  );
}
