import { decimalsOf } from '@cartless/domain';
import { type CellValue, writeXlsxStream } from 'hucre/xlsx';
import { inZone } from '../calendar/zone.ts';
import { zoneOf } from '../calendar/zone-name.ts';
import type { Cell, Column, FileFormat, Table } from './table.ts';

/** How wide columns are, in characters. */
const WIDTHS = { text: 24, number: 12, money: 14, time: 20 } as const;

/**
 * A table as a workbook (ISO 29500). Numbers, money and times are cells of their kinds, so a spreadsheet adds them up and sorts them;
 * text is written as text, which no spreadsheet takes for a formula. Times are what the zone's clocks show, because such cells
 * have no zone; the title says which. Rows beyond what a sheet holds (1,048,576) go on in the next one.
 */
export const xlsx: FileFormat = {
  name: 'xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (table) =>
    writeXlsxStream(cellsOf(table), {
      name: table.title,
      columns: table.columns.map((column) => ({
        header: titleOf(column, table),
        width: WIDTHS[column.kind],
        ...formatOf(column, table),
      })),
      freezePane: { rows: 1 },
      zip64: false,
    }),
};

const titleOf = ({ title, kind }: Column, { currency, zone }: Table): string =>
  kind === 'money' ? `${title} (${currency})` : kind === 'time' ? `${title} (${zone})` : title;

function formatOf({ kind }: Column, { currency }: Table): { numFmt?: string } {
  if (kind === 'time') return { numFmt: 'yyyy-mm-dd hh:mm:ss' };
  const digits = decimalsOf(currency);
  return kind === 'money' ? { numFmt: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}` } : {};
}

async function* cellsOf({ columns, rows, currency, zone: name }: Table): AsyncGenerator<CellValue[]> {
  const zone = zoneOf(name);
  const unit = 10 ** decimalsOf(currency);
  const cell = (value: Cell, kind: Column['kind']): CellValue => {
    if (value === null || value === undefined) return null;
    if (kind === 'money') return Number(value) / unit;
    // What the clocks show, as if it were UTC: that is how a cell keeps it.
    return kind === 'time' ? new Date(`${inZone(zone, String(value)).slice(0, 19)}Z`) : value;
  };
  for await (const row of rows) yield columns.map(({ kind }, i) => cell(row[i], kind));
}
