import type { Readable, Versioned } from './declaration.ts';
import { decode } from './encoding.ts';
import type { Item, Items, Key } from './items.ts';
import { pageOf, type PageRequest } from './page.ts';

/** An aggregate in a table for whoever reads it. */
export type Reader<State extends Versioned> = Readonly<{
  /** @throws AppError of `notFound` */
  read(id: string): Promise<State>;
  find(id: string): Promise<State | undefined>;
  /** Those that are there, by id. */
  readMany(
    ids: readonly string[],
    options?: Readonly<{ consistent?: boolean }>,
  ): Promise<ReadonlyMap<string, State>>;
  page(request: PageRequest): Promise<Readonly<{ items: readonly State[]; nextCursor: string | null }>>;
  /** The state in an item that was read together with others. */
  decode(item: Item): State;
  key(id: string): Key;
}>;

/** Reads an aggregate from a table (or a memory). A store reads by it too, and is for functions that change one. */
export const aggregateReader = <State extends Versioned>(
  declaration: Readable<State>,
  items: Items,
): Reader<State> => readerBy(declaration, items, (item) => decode(declaration, item));

/** A reader that makes states of items in a way of its own. */
export function readerBy<State extends Versioned>(
  { key, idOf, notFound }: Readable<State>,
  items: Items,
  read: (item: Item) => State,
): Reader<State> {
  const find = async (id: string): Promise<State | undefined> => {
    const item = await items.get(key(id), { consistent: true });
    return item && read(item);
  };
  return {
    async read(id) {
      const state = await find(id);
      if (state === undefined) throw notFound();
      return state;
    },
    find,
    async readMany(ids, options) {
      const stored = await items.getMany(ids.map(key), options);
      return new Map(stored.map(read).map((state) => [idOf(state), state]));
    },
    page: (request) => pageOf(items, request, read),
    decode: read,
    key,
  };
}
