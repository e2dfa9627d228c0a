/** `S` for text, `N` for numbers. */
export type AttributeType = 'S' | 'N';

/** Key attributes in their order, the hash first: `{ pk: 'S', sk: 'S' }`. */
export type KeyShape = Readonly<Record<string, AttributeType>>;

/** An index of a table: its key, and what of an item it holds beside the keys. */
export type Index = Readonly<{ key: KeyShape; holds: 'all' | 'keys' | readonly string[] }>;

/** What code must know of a table; a test compares it with the infrastructure that creates the table. */
export type Table = Readonly<{
  key: KeyShape;
  indexes: Readonly<Record<string, Index>>;
  /** The attribute with the time, in epoch seconds, after which an item may vanish. */
  expires?: string;
}>;

/** The table's key or an index's, and of an index the table's key behind it: what a cursor of it is made of. */
export const positionShape = ({ key, indexes }: Table, index: string | undefined): KeyShape =>
  index === undefined ? key : { ...key, ...indexOf({ key, indexes }, index).key };

/** @throws Error for an index that the table does not declare */
export function indexOf({ indexes }: Pick<Table, 'key' | 'indexes'>, name: string): Index {
  const index = indexes[name];
  if (index === undefined) throw new Error(`the table declares no index ${name}`);
  return index;
}
