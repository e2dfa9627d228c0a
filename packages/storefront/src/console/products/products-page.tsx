import { formatMoney } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Button, buttonClass } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { CategoryOptions } from '../../shop/category-options.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { given } from '../lists/given.ts';
import { textsIn } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import lists from '../lists/lists.module.css';
import { useCategoryNames } from '../reports/split-names.ts';

const route = getRouteApi('/console/products');
const TONES = { 'in-stock': 'good', low: 'warn', 'sold-out': 'bad' } as const;

/** What is sold. */
export function ProductsPage() {
  const t = useTexts('console-products');
  const locale = useLocale();
  const navigate = useNavigate();
  const categoryName = useCategoryNames();
  const search = textsIn(route.useSearch(), 'q', 'category');
  const pages = useInfiniteQuery(
    pagesQueryOf(shop, '/products', { params: { query: { ...search, limit: 30 } } }),
  );
  return (
    <>
      <PageHead title={t('title')}>
        <Link to="/console/products/import" className={buttonClass()}>
          {t('import')}
        </Link>
        <Link to="/console/products/new" className={buttonClass({ meaning: 'act' })}>
          {t('new')}
        </Link>
      </PageHead>
      <search>
        <form
          key={JSON.stringify(search)}
          className={lists['row']}
          onSubmit={(event) => {
            event.preventDefault();
            const asked = textsIn(Object.fromEntries(new FormData(event.currentTarget)), 'q', 'category');
            void navigate({ to: '/console/products', search: given(asked) });
          }}
        >
          <TextField label={t('search')} name="q" type="search" defaultValue={search.q} maxLength={100} />
          <SelectField
            label={t('field.category')}
            name="category"
            value={search.category ?? ''}
            onChange={({ target }) => target.form?.requestSubmit()}
          >
            <CategoryOptions any={t('anyCategory')} />
          </SelectField>
          <Button type="submit" meaning="act">
            {t('find')}
          </Button>
        </form>
      </search>
      <Listed pages={pages} empty={t('none')}>
        {(products) => (
          <Table
            caption={t('title')}
            rows={products}
            keyOf={({ productId }) => productId}
            columns={[
              {
                head: t('product'),
                cell: ({ productId, title }) => (
                  <Link to="/console/products/$productId" params={{ productId }}>
                    {title}
                  </Link>
                ),
              },
              { head: t('field.category'), cell: ({ category }) => categoryName(category) },
              {
                head: t('availability'),
                cell: ({ availability }) => <Pill tone={TONES[availability]}>{t(`is.${availability}`)}</Pill>,
              },
              { head: t('variants'), number: true, cell: ({ variants }) => variants?.length ?? '–' },
              { head: t('price'), number: true, cell: ({ price }) => formatMoney(price, locale) },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
