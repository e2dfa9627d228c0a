import { unwrap } from '@cartless/api-client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Card } from '../../design/card.tsx';
import { Pill } from '../../design/pill.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { given } from '../lists/given.ts';
import { Listed } from '../lists/listed.tsx';
import { figure, percent } from './figures.ts';
import type { Report } from './report-search.ts';

/** What lasts no longer than this wants to be ordered. */
const SOON_DAYS = 14;

/** The pages of the stock; its report calls its entries rows. */
const stockQuery = (category: string | undefined) => ({
  queryKey: ['/analytics/stock', category] as const,
  queryFn: async ({ pageParam, signal }: Readonly<{ pageParam: string | null; signal: AbortSignal }>) => {
    const query = { limit: 50, ...given({ category, cursor: pageParam ?? undefined }) };
    const { rows, ...page } = await unwrap(shop.get('/analytics/stock', { params: { query }, signal }));
    return { ...page, items: rows };
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last: Readonly<{ nextCursor: string | null }>): string | null => last.nextCursor,
});

/** What lies in the shop, what sells, and how long it lasts. */
export function Stock({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const pages = useInfiniteQuery(stockQuery(report.category));
  const first = pages.data?.pages[0];
  return (
    <Card>
      <h2>{t('view.stock')}</h2>
      {first?.counted === false && <Notice tone="warn">{t('notCounted')}</Notice>}
      {first !== undefined && (
        <p>
          {t('stockTotals', {
            skus: first.totals.skus,
            units: first.totals.available,
            value: figure(first.totals.valueAtPrice, 'value', locale),
          })}
        </p>
      )}
      <Listed pages={pages} empty={t('noStock')}>
        {(rows) => (
          <Table
            caption={t('view.stock')}
            rows={rows}
            keyOf={({ sku }) => sku}
            columns={[
              {
                head: t('by.product'),
                cell: ({ title, variantId }) => [title[locale], variantId].filter(Boolean).join(' · '),
              },
              {
                head: t('available'),
                number: true,
                cell: ({ available }) => figure(available, 'units', locale),
              },
              {
                head: t('sold30'),
                number: true,
                cell: ({ soldIn30Days }) => figure(soldIn30Days, 'units', locale),
              },
              {
                head: t('sellThrough'),
                number: true,
                cell: ({ sellThrough }) => percent(sellThrough, locale),
              },
              { head: t('lasts'), cell: ({ daysLeft }) => <Lasts days={daysLeft} /> },
              {
                head: t('value'),
                number: true,
                cell: ({ valueAtPrice }) => figure(valueAtPrice, 'value', locale),
              },
            ]}
          />
        )}
      </Listed>
    </Card>
  );
}

function Lasts({ days }: Readonly<{ days: number | null }>) {
  const t = useTexts('reports');
  if (days === null) return '–';
  const tone = days === 0 ? 'bad' : days <= SOON_DAYS ? 'warn' : 'plain';
  return <Pill tone={tone}>{t('daysLeft', { days: Math.floor(days) })}</Pill>;
}
