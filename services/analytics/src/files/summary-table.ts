import {
  ERROR_NAMES,
  type Figure,
  type FigureErrors,
  type Figures,
  isMoney,
  METRICS,
} from '../reports/metric.ts';
import type { Row } from '../reports/summarise.ts';
import type { Cell, Column } from './table.ts';

/** The rows of a summary and, last, its totals. */
export function summaryTable(
  groupBy: string | undefined,
  rows: readonly Row[],
  totals: Figures & FigureErrors,
): Readonly<{ columns: readonly Column[]; rows: Cell[][] }> {
  const lines: readonly Partial<Row>[] = [...rows, { key: 'total', ...totals }];
  const isThere = (name: keyof Row): boolean => lines.some((line) => line[name] !== undefined);
  const groups = groupBy?.split(',') ?? ['range'];
  const labels: readonly Column[] = [
    ...(['from', 'to'] as const).filter(isThere).map((title) => ({ title, kind: 'time' as const })),
    ...(['title', 'category'] as const).filter(isThere).map((title) => ({ title, kind: 'text' as const })),
  ];
  const figures: readonly Column[] = [
    ...METRICS.filter(isThere).map((title) => ({
      title,
      kind: isMoney(title) ? ('money' as const) : ('number' as const),
    })),
    ...ERROR_NAMES.filter(isThere).map((title) => ({ title, kind: 'number' as const })),
  ];
  return {
    columns: [...groups.map((title) => ({ title, kind: 'text' as const })), ...labels, ...figures],
    rows: lines.map((line) => [
      ...groups.map((group, at) => line.keys?.[group] ?? (at === 0 ? line.key : undefined)),
      ...[...labels, ...figures].map(({ title }) => cellOf(line[title as Exclude<keyof Row, 'keys'>])),
    ]),
  };
}

const cellOf = (value: Figure | string | undefined): Cell =>
  typeof value === 'object' && value !== null ? value.amount : value;
