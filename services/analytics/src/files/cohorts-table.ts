import type { Cohort } from '../reports/show-cohorts.ts';
import type { Cell, Column } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'cohort', kind: 'text' },
  { title: 'people', kind: 'number' },
  { title: 'month', kind: 'text' },
  { title: 'monthsSince', kind: 'number' },
  { title: 'buyers', kind: 'number' },
  { title: 'share', kind: 'number' },
  { title: 'orders', kind: 'number' },
  { title: 'revenue', kind: 'money' },
];

/** A row for each cohort and month since. */
export const cohortsTable = (
  cohorts: readonly Cohort[],
): Readonly<{ columns: readonly Column[]; rows: Cell[][] }> => ({
  columns: COLUMNS,
  rows: cohorts.flatMap(({ key: cohort, buyers: people, months }) =>
    months.map(({ key, since, buyers, share, orders, revenue }) => [
      cohort,
      people,
      key,
      since,
      buyers,
      share,
      orders,
      revenue.amount,
    ]),
  ),
});
