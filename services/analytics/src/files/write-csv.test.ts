import { describe, expect, it } from '@jest/globals';
import type { Cell, Column, Table } from './table.ts';
import { csv, decimal } from './write-csv.ts';

const text: Column = { title: 'name', kind: 'text' };
const number: Column = { title: 'n', kind: 'number' };

async function fileOf(columns: readonly Column[], rows: readonly Cell[][], more: Partial<Table> = {}) {
  const pieces: Uint8Array[] = [];
  const table = { title: 't', columns, rows, currency: 'CNY', zone: 'UTC', ...more };
  for await (const piece of csv.write(table)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
const cellOf = async (cell: string) =>
  (await fileOf([text], [[cell]])).split('\r\n').slice(1, -1).join('\r\n');

describe('a CSV file', () => {
  it('has a header, one line per row and CRLF at the end of each', async () => {
    const rows = [
      ['x', 1],
      [null, 2.5],
    ];
    expect(await fileOf([text, number], rows)).toBe('name,n\r\nx,1\r\n,2.5\r\n');
  });

  it('has amounts as decimals, and times of the asked zone with their distance from UTC', async () => {
    const columns: Column[] = [
      { title: 'total', kind: 'money' },
      { title: 'placedAt', kind: 'time' },
    ];
    const row = [28_100, '2026-05-10T16:30:00.000Z'];
    expect(await fileOf(columns, [row], { zone: 'Asia/Shanghai' })).toBe(
      'total (CNY),placedAt\r\n281.00,2026-05-11T00:30:00+08:00\r\n',
    );
  });

  it('comes in pieces when it is long', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [`row ${i}`]);
    const pieces: number[] = [];
    for await (const { length } of csv.write({
      title: '',
      columns: [text],
      rows,
      currency: 'CNY',
      zone: 'UTC',
    }))
      pieces.push(length);
    expect(pieces.length).toBeGreaterThan(1);
    expect((await fileOf([text], rows)).trimEnd().split('\r\n')).toHaveLength(10_001);
  });

  it.each([
    ['a "quoted" lamp', '"a ""quoted"" lamp"'],
    ['red, green', '"red, green"'],
    ['two\nlines', '"two\nlines"'],
    [' padded ', '" padded "'],
    ['台灯', '台灯'],
  ])('quotes %j', async (given, expected) => expect(await cellOf(given)).toBe(expected));

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =HYPERLINK("http://evil","x")',
    '＝1',
    '|calc',
    '%0A=1',
  ])('does not let a spreadsheet run %j', async (given) =>
    expect((await cellOf(given)).replace(/^"/, '')).toMatch(/^'/),
  );

  it('begins with a byte order mark when Excel shall read it', async () => {
    expect(await fileOf([text], [], { bom: true })).toBe('\uFEFFname\r\n');
  });

  it.each([
    [28_100, 'CNY', '281.00'],
    [5, 'CNY', '0.05'],
    [-5, 'CNY', '-0.05'],
    [1200, 'JPY', '1200'],
    [1, 'KWD', '0.001'],
  ])('writes %d of %s as %s', (amount, currency, expected) =>
    expect(decimal({ amount, currency })).toBe(expected),
  );
});
