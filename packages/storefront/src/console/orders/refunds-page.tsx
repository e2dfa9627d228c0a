import { formatMoney, formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import { oneOf } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import { OrderLink } from './order-link.tsx';
import { Paid } from './paid.tsx';
import { canBePaid, RefundPill } from './refund-pill.tsx';

const STATUSES = ['owed', 'sent', 'failed'] as const;
const route = getRouteApi('/console/refunds');
type Paying = Readonly<{ orderId: string; refundId: string }>;

/** Money that is on its way back, and what of it waits for somebody to hand it over. */
export function RefundsPage() {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const navigate = useNavigate();
  const status = oneOf(route.useSearch(), 'status', STATUSES) ?? 'owed';
  const [paying, setPaying] = useState<Paying>();
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/admin/refunds', { params: { query: { status } } }));
  return (
    <>
      <PageHead title={t('refunds')} lead={t('refundsLead')} />
      <Choices
        label={t('status')}
        options={STATUSES.map((value) => ({ value, text: t(`refund.${value}`) }))}
        chosen={status}
        onChoose={(next) => void navigate({ to: '/console/refunds', search: { status: next } })}
      />
      <Listed pages={pages} empty={t('noRefunds')}>
        {(refunds) => (
          <Table
            caption={t('refunds')}
            rows={refunds}
            keyOf={({ refundId, orderId }) => orderId + refundId}
            columns={[
              { head: t('order'), cell: (one) => <OrderLink {...one} /> },
              { head: t('amountHead'), number: true, cell: ({ amount }) => formatMoney(amount, locale) },
              { head: t('status'), cell: ({ status: is }) => <RefundPill status={is} /> },
              { head: t('how'), cell: ({ method }) => t(`method.${method}`) },
              {
                head: t('reason'),
                cell: ({ reason, failure }) => [reason, failure].filter(Boolean).join(' · '),
              },
              { head: t('owedSince'), cell: ({ owedAt }) => formatTime(owedAt, locale) },
              {
                head: t('toDo'),
                cell: (one) =>
                  canBePaid(one) && (
                    <Button size="small" onClick={() => setPaying(one)}>
                      {t('sayPaid')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Listed>
      {paying !== undefined && (
        <Paid orderId={paying.orderId} refundId={paying.refundId} onClose={() => setPaying(undefined)} />
      )}
    </>
  );
}
