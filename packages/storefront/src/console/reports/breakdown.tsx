import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { Nothing } from '../../design/notice.tsx';
import { SelectField } from '../../design/field.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import lists from '../lists/lists.module.css';
import { figure, height, percent } from './figures.ts';
import { type Report, type Split, SPLITS } from './report-search.ts';
import styles from './reports.module.css';
import { breakdownQuery, columnsOf, type Row } from './summary.ts';
import { useReport } from './use-report.ts';
import { useSplitNames } from './split-names.ts';

/** What can stand beside what: of other pairs the shop keeps no numbers. */
const PARTNERS: Readonly<Record<Split, readonly Split[]>> = {
  category: ['region', 'paymentMethod'],
  product: ['category'],
  region: ['category', 'city', 'paymentMethod'],
  city: ['region'],
  paymentMethod: ['category', 'region'],
  reason: [],
};

/** What the figures are made of, by one thing or two. */
export function Breakdown({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const { change } = useReport();
  const split = report.split ?? 'category';
  return (
    <Card>
      <h2>{t('breakdown', { split })}</h2>
      <div className={lists['row']}>
        <Choices
          label={t('splitBy')}
          options={SPLITS.map((value) => ({ value, text: t(`by.${value}`) }))}
          chosen={split}
          onChoose={(next) => change({ split: next, second: undefined })}
        />
        {PARTNERS[split].length > 0 && (
          <SelectField
            label={t('secondBy')}
            value={report.second ?? ''}
            onChange={({ target }) => change({ second: PARTNERS[split].find((one) => one === target.value) })}
          >
            <option value="">{t('nothingElse')}</option>
            {PARTNERS[split].map((one) => (
              <option key={one} value={one}>
                {t(`by.${one}`)}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <Rows report={report} split={split} />
    </Card>
  );
}

function Rows({ report, split }: Readonly<{ report: Report; split: Split }>) {
  const t = useTexts('reports');
  const columns = useColumns(report, split);
  const asked = useQuery({ ...breakdownQuery(report), placeholderData: keepPreviousData });
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} lines={5} />;
  if (data.rows.length === 0) return <Nothing title={t('nothingThen')} />;
  const [first] = columnsOf(report);
  const value = (row: Row): number => height(first && row[first]);
  const rows = data.rows.toSorted((one, other) => value(other) - value(one));
  return (
    <Table
      caption={t('breakdown', { split })}
      columns={columns(
        rows.reduce((sum, row) => sum + value(row), 0),
        value,
      )}
      rows={rows}
      keyOf={({ key }) => key}
    />
  );
}

/** The columns: what rows are told apart by, the figures, the share of the first of them, and the way to the orders behind. */
function useColumns(report: Report, split: Split) {
  const t = useTexts('reports');
  const locale = useLocale();
  const nameOf = useSplitNames();
  const { second } = report;
  return (whole: number, value: (row: Row) => number): Column<Row>[] => [
    {
      head: t(`by.${split}`),
      cell: (row) => (
        <div className={styles['barred']}>
          {nameOf(split, row)}
          <div
            className={styles['share']}
            style={{ width: `${whole === 0 ? 0 : (100 * value(row)) / whole}%` }}
            aria-hidden="true"
          />
        </div>
      ),
    },
    ...(second === undefined ? [] : [{ head: t(`by.${second}`), cell: (row: Row) => nameOf(second, row) }]),
    ...columnsOf(report).map((name) => ({
      head: t(`metric.${name as 'revenue'}`),
      number: true,
      cell: (row: Row) => figure(row[name], name, locale),
    })),
    {
      head: t('share'),
      number: true,
      cell: (row) => percent(whole === 0 ? null : value(row) / whole, locale),
    },
    ...(split === 'reason' || split === 'city'
      ? []
      : [{ head: t('orders'), cell: (row: Row) => <Behind split={split} value={keyOf(row, split)} /> }]),
  ];
}

/** The value of a split in a row. */
const keyOf = (row: Row, split: Split): string => row.keys?.[split] ?? row.key;

/** The orders behind a row. */
function Behind({ split, value }: Readonly<{ split: Split; value: string }>) {
  const t = useTexts('reports');
  const { search } = useReport();
  const name = split === 'product' ? 'productId' : split;
  return (
    <Link to="/console/reports/orders" search={{ ...search, [name]: value }}>
      {t('show')}
    </Link>
  );
}
