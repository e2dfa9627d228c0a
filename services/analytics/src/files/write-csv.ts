import { decimalsOf } from '@cartless/domain';

/** What a cell may hold; null and undefined are empty cells. */
export type Cell = string | number | null | undefined;

/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes a table as CSV (RFC 4180: CRLF, quotes doubled). Text that a spreadsheet would take for a formula gets an
 * apostrophe in front, because names in it come from outside.
 * Source: OWASP, "CSV Injection".
 */
export function writeCsv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  withMark = false,
): string {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return `${withMark ? BYTE_ORDER_MARK : ''}${lines.join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}

/** An amount as a decimal number of whole currency units, `281.00`. */
export function decimal({ amount, currency }: Readonly<{ amount: number; currency: string }>): string {
  const digits = decimalsOf(currency);
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
