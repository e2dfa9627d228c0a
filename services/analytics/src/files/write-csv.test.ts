import { describe, expect, it } from '@jest/globals';
import { decimal, writeCsv } from './write-csv.ts';

const cellOf = (text: string) =>
  writeCsv(['name'], [[text]])
    .split('\r\n')
    .slice(1, -1)
    .join('\r\n');

describe('a CSV file', () => {
  it('has a header, one line per row and CRLF at the end of each', () => {
    expect(
      writeCsv(
        ['a', 'b'],
        [
          ['x', 1],
          [null, 2.5],
        ],
      ),
    ).toBe('a,b\r\nx,1\r\n,2.5\r\n');
  });

  it.each([
    ['a "quoted" lamp', '"a ""quoted"" lamp"'],
    ['red, green', '"red, green"'],
    ['two\nlines', '"two\nlines"'],
    [' padded ', '" padded "'],
    ['台灯', '台灯'],
  ])('quotes %j', (text, expected) => expect(cellOf(text)).toBe(expected));

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
  ])('does not let a spreadsheet run %j', (text) => expect(cellOf(text).replace(/^"/, '')).toMatch(/^'/));

  it('begins with a byte order mark when Excel shall read it', () => {
    expect(writeCsv(['a'], [], true)).toBe('\uFEFFa\r\n');
  });

  it.each([
    [28_100, 'CNY', '281.00'],
    [5, 'CNY', '0.05'],
    [1200, 'JPY', '1200'],
    [1, 'KWD', '0.001'],
  ])('writes %d of %s as %s', (amount, currency, text) => expect(decimal({ amount, currency })).toBe(text));
});
