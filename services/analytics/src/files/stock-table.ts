import type { StockReport } from '../stock/show-stock.ts';
import type { Cell, Column } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'sku', kind: 'text' },
  { title: 'productId', kind: 'text' },
  { title: 'variantId', kind: 'text' },
  { title: 'title (en)', kind: 'text' },
  { title: 'title (zh-CN)', kind: 'text' },
  { title: 'category', kind: 'text' },
  { title: 'available', kind: 'number' },
  { title: 'valueAtPrice', kind: 'money' },
  { title: 'valueAtCost', kind: 'money' },
  { title: 'soldIn7Days', kind: 'number' },
  { title: 'soldIn30Days', kind: 'number' },
  { title: 'sellThrough', kind: 'number' },
  { title: 'daysLeft', kind: 'number' },
];

/** The rows of a stock report and, last, its totals. */
export const stockTable = ({
  counted,
  rows,
  totals,
}: Pick<StockReport, 'counted' | 'rows' | 'totals'>): Readonly<{
  columns: readonly Column[];
  rows: Cell[][];
}> => ({
  columns: COLUMNS,
  rows: [
    ...rows.map(({ sku, productId, variantId, title, category, daysLeft, ...figures }) => [
      sku,
      productId,
      variantId,
      title.en,
      title['zh-CN'],
      category,
      ...cellsOf(figures),
      daysLeft,
    ]),
    counted
      ? ['total', ...Array<Cell>(5), ...cellsOf(totals), null]
      : ['not counted yet: the first count comes within an hour', ...Array<Cell>(12)],
  ],
});

type Figures = Omit<StockReport['totals'], 'skus' | 'skusWithoutCost' | 'valueAtCost'> &
  Readonly<{ valueAtCost: StockReport['rows'][number]['valueAtCost'] }>;

const cellsOf = (figures: Figures): Cell[] => [
  figures.available,
  figures.valueAtPrice.amount,
  figures.valueAtCost?.amount,
  figures.soldIn7Days,
  figures.soldIn30Days,
  figures.sellThrough,
];
