import { formatMoney, formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { SelectField } from '../../design/field.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { given } from '../lists/given.ts';
import { oneOf } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import lists from '../lists/lists.module.css';
import { OrderLink } from './order-link.tsx';

const STATUSES = [
  'inquiry',
  'inquiry-under-review',
  'inquiry-closed',
  'needs-response',
  'under-review',
  'won',
  'lost',
  'prevented',
] as const;
const URGENT: readonly string[] = ['inquiry', 'needs-response'];
const route = getRouteApi('/console/disputes');

/** Payments that shoppers dispute at their banks. They are answered at the provider; here one sees which, and until when. */
export function DisputesPage() {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const navigate = useNavigate();
  const status = oneOf(route.useSearch(), 'status', STATUSES);
  const query = given({ status });
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/admin/disputes', { params: { query } }));
  return (
    <>
      <PageHead title={t('disputes')} lead={t('disputesLead')} />
      <div className={lists['row']}>
        <SelectField
          label={t('status')}
          value={status ?? ''}
          onChange={({ target }) => {
            const next = STATUSES.find((one) => one === target.value);
            void navigate({ to: '/console/disputes', search: given({ status: next }) });
          }}
        >
          <option value="">{t('all')}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`dispute.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <Listed pages={pages} empty={t('noDisputes')}>
        {(disputes) => (
          <Table
            caption={t('disputes')}
            rows={disputes}
            keyOf={({ disputeId }) => disputeId}
            columns={[
              { head: t('order'), cell: (one) => <OrderLink {...one} /> },
              { head: t('amountHead'), number: true, cell: ({ amount }) => formatMoney(amount, locale) },
              {
                head: t('status'),
                cell: ({ status: is }) => (
                  <Pill tone={URGENT.includes(is) ? 'warn' : 'plain'}>{t(`dispute.${is}`)}</Pill>
                ),
              },
              { head: t('reason'), cell: ({ reason }) => reason },
              { head: t('opened'), cell: ({ openedAt }) => formatTime(openedAt, locale) },
              {
                head: t('answerBy'),
                cell: ({ evidenceDueBy }) =>
                  evidenceDueBy === null ? '–' : formatTime(evidenceDueBy, locale),
              },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
