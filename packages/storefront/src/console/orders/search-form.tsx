import { ORDER_STATUSES } from '@cartless/domain';
import { Button } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { type OrderSearch, readOrderSearch } from './order-search.ts';
import styles from '../lists/lists.module.css';

type Props = Readonly<{ search: OrderSearch; onSearch: (search: OrderSearch) => void }>;

/** What is looked for. It is asked when the form is sent, and stands in the address then. */
export function SearchForm({ search, onSearch }: Props) {
  const t = useTexts('console-orders');
  const statuses = useTexts('console');
  return (
    <search>
      <form
        className={styles['row']}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(readOrderSearch(Object.fromEntries(new FormData(event.currentTarget))));
        }}
      >
        <TextField
          label={t('orderNumber')}
          name="orderNumber"
          defaultValue={search.orderNumber}
          maxLength={40}
        />
        <SelectField label={t('status')} name="status" defaultValue={search.status ?? ''}>
          <option value="">{t('all')}</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {statuses(`order.${status}`)}
            </option>
          ))}
        </SelectField>
        <TextField label={t('from')} name="from" type="date" defaultValue={search.from} />
        <TextField label={t('to')} name="to" type="date" defaultValue={search.to} />
        <TextField label={t('shopper')} name="userId" defaultValue={search.userId} placeholder="usr_…" />
        <Button type="submit" meaning="act">
          {t('search')}
        </Button>
        {Object.keys(search).length > 0 && <Button onClick={() => onSearch({})}>{t('clear')}</Button>}
      </form>
    </search>
  );
}
