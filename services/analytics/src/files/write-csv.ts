import { decimalsOf } from '@cartless/domain';
import { inZone } from '../calendar/zone.ts';
import { zoneOf } from '../calendar/zone-name.ts';
import type { Cell, FileFormat, Table } from './table.ts';

/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** How many characters are passed on at a time. */
const AT_ONCE = 65_536;

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). Text that a spreadsheet would take for a formula gets an apostrophe in front,
 * because names in it come from outside. Times are those of the zone, each with its distance from UTC.
 * Source: OWASP, "CSV Injection".
 */
export const csv: FileFormat = {
  name: 'csv',
  contentType: 'text/csv; charset=utf-8',
  async *write(table) {
    const { columns, rows, currency } = table;
    const titles = columns.map(({ title, kind }) => (kind === 'money' ? `${title} (${currency})` : title));
    let text = `${table.bom === true ? BYTE_ORDER_MARK : ''}${line(titles.map(textCell))}`;
    const cellsOf = writerOf(table);
    for await (const row of rows) {
      text += line(cellsOf(row));
      if (text.length < AT_ONCE) continue;
      yield Buffer.from(text);
      text = '';
    }
    yield Buffer.from(text);
  },
};

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

function writerOf({ columns, currency, zone: name }: Table): (row: readonly Cell[]) => string[] {
  const zone = zoneOf(name);
  return (row) =>
    columns.map(({ kind }, i) => {
      const value = row[i];
      if (value === null || value === undefined) return '';
      if (kind === 'money') return decimal({ amount: Number(value), currency });
      if (kind === 'time') return inZone(zone, String(value));
      return typeof value === 'number' ? String(value) : textCell(value);
    });
}

function textCell(value: string): string {
  const harmless = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}

/** An amount as a decimal number of whole currency units, `281.00`. */
export function decimal({ amount, currency }: Readonly<{ amount: number; currency: string }>): string {
  const digits = decimalsOf(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
