/** What a column holds, and how its cells are given: `money` in minor units, `time` as an ISO 8601 instant. */
export type Column = Readonly<{ title: string; kind: 'text' | 'number' | 'money' | 'time' }>;

/** What a cell may hold; null and undefined are empty cells. */
export type Cell = string | number | null | undefined;

/** A report as a file has it, row by row. */
export type Table = Readonly<{
  /** The name of the sheet. */
  title: string;
  columns: readonly Column[];
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
  /** Of all money. */
  currency: string;
  /** The IANA name of the zone whose clocks show the times. */
  zone: string;
  /** Whether text begins with a byte order mark. */
  bom?: boolean;
}>;

/** A kind of file. */
export type FileFormat = Readonly<{
  name: 'csv' | 'xlsx';
  contentType: string;
  /** The file's bytes, as rows come: nothing of it is kept longer than it takes to pass on. */
  write(table: Table): AsyncIterable<Uint8Array>;
}>;
