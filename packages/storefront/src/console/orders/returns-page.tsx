import { formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import { oneOf } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import { OrderLink } from './order-link.tsx';

const STATUSES = ['requested', 'approved'] as const;
const route = getRouteApi('/console/returns');

/** What shoppers want to give back: to decide, or to wait for. It is decided where the order is seen. */
export function ReturnsPage() {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const navigate = useNavigate();
  const status = oneOf(route.useSearch(), 'status', STATUSES) ?? 'requested';
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/admin/returns', { params: { query: { status } } }));
  return (
    <>
      <PageHead title={t('returns')} lead={t('returnsLead')} />
      <Choices
        label={t('status')}
        options={STATUSES.map((value) => ({ value, text: t(`return.${value}`) }))}
        chosen={status}
        onChoose={(next) => void navigate({ to: '/console/returns', search: { status: next } })}
      />
      <Listed pages={pages} empty={t('noReturns')}>
        {(returns) => (
          <Table
            caption={t('returns')}
            rows={returns}
            keyOf={({ returnId }) => returnId}
            columns={[
              { head: t('order'), cell: (one) => <OrderLink {...one} /> },
              {
                head: t('reason'),
                cell: ({ reason, comment }) => [reason, comment].filter(Boolean).join(' · '),
              },
              {
                head: t('units'),
                number: true,
                cell: ({ items }) => items.reduce((sum, { quantity }) => sum + quantity, 0),
              },
              { head: t('asked'), cell: ({ at }) => formatTime(at, locale) },
              { head: t('due'), cell: ({ dueAt }) => formatTime(dueAt, locale) },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
