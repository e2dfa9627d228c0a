import type { Caller } from './calling/caller.ts';
import type { DataOf, InitOf, OperationOf, PathOf, Rest } from './calling/operations.ts';
import { unwrap } from './problems/shop-error.ts';

/** A page of a list. */
type Page = Readonly<{ items: readonly unknown[]; nextCursor: string | null }>;

/** The paths that answer with pages. */
export type ListPath = {
  [P in PathOf<'get'>]: DataOf<OperationOf<'get', P>> extends Page ? P : never;
}[PathOf<'get'>];

export type PageOf<P extends ListPath> = DataOf<OperationOf<'get', P>>;
export type ItemOf<P extends ListPath> = Extract<PageOf<P>, Page>['items'][number];
type PageInit<P extends ListPath> = InitOf<OperationOf<'get', P>>;

/** Asks for page after page, each when it is wanted. @throws ShopError when one is refused */
export type Pages = <P extends ListPath>(
  path: P,
  ...rest: Rest<OperationOf<'get', P>, PageInit<P>>
) => AsyncGenerator<PageOf<P>, void, undefined>;

/** All items of a list, one after the other; a page is asked for when its first item is wanted. @throws ShopError */
export type Items = <P extends ListPath>(
  path: P,
  ...rest: Rest<OperationOf<'get', P>, PageInit<P>>
) => AsyncGenerator<ItemOf<P>, void, undefined>;

type Init = Readonly<{ params?: { query?: object } }>;

/** The iterators over lists. */
export function pagesOf(call: Caller): Readonly<{ pages: Pages; items: Items }> {
  async function* pages(path: string, init: Init = {}): AsyncGenerator<Page, void, undefined> {
    let cursor: string | null | undefined;
    do {
      const query = { ...init.params?.query, ...(cursor !== undefined && { cursor }) };
      const page = (await unwrap(call('get', path, { ...init, params: { ...init.params, query } }))) as Page;
      yield page;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }
  async function* items(path: string, init?: Init): AsyncGenerator<unknown, void, undefined> {
    for await (const page of pages(path, init)) yield* page.items;
  }
  return { pages: pages as unknown as Pages, items: items as unknown as Items };
}
