import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Card } from '../../design/card.tsx';
import { FailureNotice, Loading } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import { figure, percent } from './figures.ts';
import { type Report, timesOf } from './report-search.ts';

const GROUPS = ['carrier', 'region'] as const;

/** How fast parcels leave and arrive, and what becomes of the others. */
export function Fulfilment({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const [groupBy, setGroupBy] = useState<(typeof GROUPS)[number]>('carrier');
  const { data, error, refetch } = useQuery(
    queryOf(shop, '/analytics/fulfilment', { params: { query: { ...timesOf(report), groupBy } } }),
  );
  return (
    <Card>
      <h2>{t('view.fulfilment')}</h2>
      <Choices
        label={t('splitBy')}
        options={GROUPS.map((value) => ({ value, text: t(value === 'carrier' ? 'carrier' : 'by.region') }))}
        chosen={groupBy}
        onChoose={setGroupBy}
      />
      {error !== null && <FailureNotice error={error} again={() => void refetch()} />}
      {error === null && data === undefined && <Loading lines={6} />}
      {data !== undefined && (
        <Rows
          rows={[...data.rows, { ...data.totals, key: t('total') }]}
          head={t(groupBy === 'carrier' ? 'carrier' : 'by.region')}
        />
      )}
    </Card>
  );
}

type Speed = Readonly<{ medianWithinHours: number | null; p90WithinHours: number | null }>;
type Row = Readonly<{
  key: string;
  dispatched: number;
  delivered: number;
  toShip: Speed;
  toDeliver: Speed;
  lateRate: number | null;
  exceptions: number;
  returned: number;
  lost: number;
}>;

function Rows({ rows, head }: Readonly<{ rows: readonly Row[]; head: string }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const speed = ({ medianWithinHours, p90WithinHours }: Speed): string =>
    medianWithinHours === null || p90WithinHours === null
      ? '–'
      : t('within', { median: medianWithinHours, most: p90WithinHours });
  const counted = (name: 'dispatched' | 'delivered' | 'exceptions' | 'returned' | 'lost') => ({
    head: t(`parcels.${name}`),
    number: true,
    cell: (row: Row) => figure(row[name], name, locale),
  });
  return (
    <Table
      caption={t('view.fulfilment')}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { head, cell: ({ key }) => key },
        counted('dispatched'),
        { head: t('toShip'), cell: ({ toShip }) => speed(toShip) },
        counted('delivered'),
        { head: t('toDeliver'), cell: ({ toDeliver }) => speed(toDeliver) },
        { head: t('late'), number: true, cell: ({ lateRate }) => percent(lateRate, locale) },
        counted('exceptions'),
        counted('returned'),
        counted('lost'),
      ]}
    />
  );
}
