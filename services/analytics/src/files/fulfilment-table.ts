import type { Fulfilment, ParcelFigures } from '../reports/show-fulfilment.ts';
import type { Cell, Column } from './table.ts';

/** The figures of a row, one a column. */
const FIGURES: readonly (readonly [string, (figures: ParcelFigures) => Cell])[] = [
  ['dispatched', ({ dispatched }) => dispatched],
  ['delivered', ({ delivered }) => delivered],
  ...(['toShip', 'toDeliver'] as const).flatMap((way) =>
    (['parcels', 'averageHours', 'medianWithinHours', 'p90WithinHours'] as const).map(
      (figure) =>
        [
          `${way}${figure.charAt(0).toUpperCase()}${figure.slice(1)}`,
          (figures: ParcelFigures) => figures[way][figure],
        ] as const,
    ),
  ),
  ['promised', ({ promised }) => promised],
  ['late', ({ late }) => late],
  ['lateRate', ({ lateRate }) => lateRate],
  ['exceptions', ({ exceptions }) => exceptions],
  ['returned', ({ returned }) => returned],
  ['lost', ({ lost }) => lost],
];

/** The rows of a fulfilment report and, last, its totals. */
export const fulfilmentTable = (
  groupBy: string | undefined,
  { rows, totals }: Pick<Fulfilment, 'rows' | 'totals'>,
): Readonly<{ columns: readonly Column[]; rows: Cell[][] }> => ({
  columns: [
    { title: groupBy ?? 'range', kind: 'text' },
    ...FIGURES.map(([title]) => ({ title, kind: 'number' as const })),
  ],
  rows: [...rows, { key: 'total', ...totals }].map(({ key, ...figures }) => [
    key,
    ...FIGURES.map(([, of]) => of(figures)),
  ]),
});
