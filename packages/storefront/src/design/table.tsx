import type { ReactNode } from 'react';
import styles from './table.module.css';

/** One column: what it is called, and what stands in it. */
export type Column<Row> = Readonly<{
  head: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand under one another. */
  number?: boolean;
}>;
type Props<Row> = Readonly<{
  /** What the table shows, for who does not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}>;

/** A table; where it is too wide it scrolls by itself, with the keyboard too. */
export function Table<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  return (
    <div className={styles['scroll']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <th key={head} scope="col" data-number={number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, number }) => (
                <td key={head} data-number={number}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
