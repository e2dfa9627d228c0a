/** One line of a file, by the names in its first line; `line` is where it stands. */
export type CsvRow = Readonly<{ line: number; fields: Readonly<Record<string, string>> }>;

/**
 * Reads comma-separated values as RFC 4180 has them: fields with commas, quotes or line breaks stand in quotes, and a
 * quote inside is doubled. The first line names the columns.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const [names, ...rows] = records(text.replace(/^\uFEFF/, ''));
  if (names === undefined) return [];
  return rows.map(({ line, cells }) => ({
    line,
    fields: Object.fromEntries(names.cells.map((name, i) => [name.trim(), cells[i] ?? ''])),
  }));
}

type Row = { line: number; cells: string[] };

function records(text: string): Row[] {
  const all: Row[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let current: Row = { line: 1, cells: [] };
  let line = 1;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error(`line ${line}: a quote is not where it can be`);
    const [whole, quoted, plain = '', end] = match;
    current.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (current.cells.some((value) => value.trim() !== '')) all.push(current);
    current = { line, cells: [] };
  }
  return all;
}
