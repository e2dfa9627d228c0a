import { formatMoney, formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { shop } from '../../app/shop.ts';
import { buttonClass } from '../../design/button.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import { Listed } from '../lists/listed.tsx';
import { OrderPill } from '../orders/order-pill.tsx';
import { ReportFiles } from './report-files.tsx';
import { filterOf, readReport, reportOf } from './report-search.ts';
import { useCategoryNames } from './split-names.ts';

const route = getRouteApi('/console/reports/orders');

/** The orders behind a number. */
export function OrdersBehindPage() {
  const t = useTexts('reports');
  const locale = useLocale();
  const typed = route.useSearch();
  const search = useMemo(() => readReport(typed), [typed]);
  const report = useMemo(() => reportOf(search, new Date()), [search]);
  const categoryName = useCategoryNames();
  const maySeeOrders = useMayWork('support', 'fulfilment', 'finance');
  const query = { ...filterOf(report), limit: 50 };
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/analytics/orders', { params: { query } }));
  const narrowed = [report.category && categoryName(report.category), report.productId, report.region];
  return (
    <>
      <PageHead
        title={t('ordersBehind')}
        lead={[`${report.range.from} – ${report.range.to}, ${report.zone}`, ...narrowed.filter(Boolean)].join(
          ' · ',
        )}
      >
        <Link to="/console/reports" search={search} className={buttonClass({ size: 'small' })}>
          {t('back')}
        </Link>
        <ReportFiles report={report} orders />
      </PageHead>
      <Listed pages={pages} empty={t('nothingThen')}>
        {(orders) => (
          <Table
            caption={t('ordersBehind')}
            rows={orders}
            keyOf={({ orderId }) => orderId}
            columns={[
              {
                head: t('order'),
                cell: ({ orderId, orderNumber }) =>
                  maySeeOrders ? (
                    <Link to="/console/orders/$orderId" params={{ orderId }}>
                      {orderNumber ?? orderId}
                    </Link>
                  ) : (
                    (orderNumber ?? orderId)
                  ),
              },
              { head: t('status'), cell: ({ status }) => <OrderPill status={status} /> },
              {
                head: t('placed'),
                cell: ({ placedAt }) =>
                  formatTime(placedAt, locale, {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                    timeZone: report.zone,
                  }),
              },
              { head: t('by.region'), cell: ({ region }) => region },
              { head: t('by.category'), cell: ({ categories }) => categories.map(categoryName).join(', ') },
              { head: t('metric.units'), number: true, cell: ({ units }) => units },
              { head: t('total'), number: true, cell: ({ total }) => formatMoney(total, locale) },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
