import { describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import type { Cell, Column } from './table.ts';
import { xlsx } from './write-xlsx.ts';

const COLUMNS: Column[] = [
  { title: 'name', kind: 'text' },
  { title: 'units', kind: 'number' },
  { title: 'total', kind: 'money' },
  { title: 'placedAt', kind: 'time' },
];

async function fileOf(rows: readonly Cell[][], zone = 'UTC', currency = 'CNY') {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsx.write({ title: 'orders', columns: COLUMNS, rows, currency, zone }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}
const cellsOf = async (...given: Parameters<typeof fileOf>) =>
  (await readXlsx(await fileOf(...given))).sheets.flatMap(({ rows }) => rows);

describe('a workbook', () => {
  it('has numbers, amounts and times as cells of their kinds, the times as the zone shows them', async () => {
    const [titles, row] = await cellsOf([['台灯', 2, 28_105, '2026-05-10T16:30:00.000Z']], 'Asia/Shanghai');
    expect(titles).toEqual(['name', 'units', 'total (CNY)', 'placedAt (Asia/Shanghai)']);
    expect(row).toEqual(['台灯', 2, 281.05, new Date('2026-05-11T00:30:00.000Z')]);
  });

  it('knows currencies without a smaller unit, and empty cells', async () => {
    const [, row, empty] = await cellsOf([['a', 1, 1200, null], [null]], 'UTC', 'JPY');
    expect(row?.[2]).toBe(1200);
    expect((empty ?? []).every((cell) => cell === null)).toBe(true);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://evil","x")', '|calc'])(
    'has %j as text that nothing runs',
    async (text) => {
      const workbook = await readXlsx(await fileOf([[text, 1, 1, null]]));
      const [sheet] = workbook.sheets;
      expect(sheet?.rows[1]?.[0]).toBe(text);
      expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
    },
  );

  it('holds texts that XML cannot', async () => {
    const [, row] = await cellsOf([['a\u0000\u0007<b>&"c"\ud800', 1, 1, null]]);
    expect(String(row?.[0])).toContain('<b>&"c"');
  });
});
