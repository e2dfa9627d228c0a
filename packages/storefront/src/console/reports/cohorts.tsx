import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Card } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { Nothing } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { figure, percent } from './figures.ts';
import type { Report } from './report-search.ts';

/** So many months after the first are shown beside each other. */
const MONTHS = 6;

/** Who comes back, by the month of the first order. */
export function Cohorts({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const asked = useQuery(queryOf(shop, '/analytics/cohorts', { params: { query: report.range } }));
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} lines={6} />;
  const cohorts = data.cohorts.filter(({ buyers }) => buyers > 0);
  if (cohorts.length === 0) return <Nothing title={t('nothingThen')} />;
  type Cohort = (typeof cohorts)[number];
  return (
    <Card>
      <h2>{t('view.cohorts')}</h2>
      <p>{t('cohortsLead')}</p>
      <Table
        caption={t('view.cohorts')}
        keyOf={({ key }) => key}
        rows={cohorts}
        columns={[
          { head: t('firstOrder'), cell: ({ key }) => key },
          { head: t('buyers'), number: true, cell: ({ buyers }) => figure(buyers, 'buyers', locale) },
          { head: t('cameBack'), number: true, cell: ({ repeatRate }) => percent(repeatRate, locale) },
          { head: t('metric.orders'), number: true, cell: ({ orders }) => figure(orders, 'orders', locale) },
          {
            head: t('metric.revenue'),
            number: true,
            cell: ({ revenue }) => figure(revenue, 'revenue', locale),
          },
          ...Array.from({ length: MONTHS }, (_, place) => ({
            head: t('monthsLater', { months: place + 1 }),
            number: true,
            cell: ({ months }: Cohort) =>
              percent(months.find(({ since }) => since === place + 1)?.share, locale),
          })),
        ]}
      />
    </Card>
  );
}
