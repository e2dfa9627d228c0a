import { formatMoney, formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { shop } from '../../app/shop.ts';
import { Stack } from '../../design/card.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Listed } from '../lists/listed.tsx';
import { OrderPill } from './order-pill.tsx';
import { readOrderSearch } from './order-search.ts';
import { SearchForm } from './search-form.tsx';

const route = getRouteApi('/console/orders');

/** Everybody's orders, newest first. */
export function OrdersPage() {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const navigate = useNavigate();
  const typed = route.useSearch();
  const search = useMemo(() => readOrderSearch(typed), [typed]);
  const query = { ...search, limit: 30 };
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/admin/orders', { params: { query } }));
  return (
    <>
      <PageHead title={t('title')} />
      <Stack>
        <SearchForm
          key={JSON.stringify(search)}
          search={search}
          onSearch={(next) => void navigate({ to: '/console/orders', search: next })}
        />
        <Listed pages={pages} empty={t('none')}>
          {(orders) => (
            <Table
              caption={t('title')}
              rows={orders}
              keyOf={({ orderId }) => orderId}
              columns={[
                {
                  head: t('order'),
                  cell: ({ orderId, orderNumber }) => (
                    <Link to="/console/orders/$orderId" params={{ orderId }}>
                      {orderNumber ?? orderId}
                    </Link>
                  ),
                },
                { head: t('status'), cell: ({ status }) => <OrderPill status={status} /> },
                { head: t('placed'), cell: ({ placedAt }) => formatTime(placedAt, locale) },
                { head: t('recipient'), cell: ({ shippingAddress }) => shippingAddress.recipient },
                { head: t('payment'), cell: ({ paymentMethod }) => t(`paidBy.${paymentMethod}`) },
                { head: t('total'), number: true, cell: ({ total }) => formatMoney(total, locale) },
              ]}
            />
          )}
        </Listed>
      </Stack>
    </>
  );
}
