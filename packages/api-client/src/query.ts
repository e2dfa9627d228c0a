import type { DataOf, InitOf, OperationOf, PathOf, Rest } from './calling/operations.ts';
import type { ListPath, PageOf } from './pages.ts';
import { unwrap } from './problems/shop-error.ts';
import type { PageClient } from './shop-client.ts';

type Key = readonly [path: string, init?: unknown];

const keyOf = (path: string, init: unknown): Key => (init === undefined ? [path] : [path, init]);
type Get = (path: string, init: object) => Promise<never>;

/**
 * What TanStack Query wants to know of a GET: `useQuery(queryOf(shop, '/products/{productId}', { params: … }))`. It fails with a
 * {@link ShopError}, and is ended when nobody waits for it any more.
 */
export function queryOf<P extends PathOf<'get'>>(
  shop: Pick<PageClient, 'get'>,
  path: P,
  ...[init]: Rest<OperationOf<'get', P>, InitOf<OperationOf<'get', P>>>
) {
  return {
    queryKey: keyOf(path, init),
    queryFn: ({ signal }: Readonly<{ signal: AbortSignal }>): Promise<DataOf<OperationOf<'get', P>>> =>
      unwrap((shop.get as unknown as Get)(path, { ...init, signal })),
  };
}

/** The same of a list, page by page: `useInfiniteQuery(pagesQueryOf(shop, '/products'))`. */
export function pagesQueryOf<P extends ListPath>(
  shop: Pick<PageClient, 'get'>,
  path: P,
  ...[init]: Rest<OperationOf<'get', P>, InitOf<OperationOf<'get', P>>>
) {
  const params = (init as { params?: { query?: object } } | undefined)?.params;
  type Asked = Readonly<{ signal: AbortSignal; pageParam: string | null }>;
  return {
    queryKey: keyOf(path, init),
    queryFn: ({ signal, pageParam }: Asked): Promise<PageOf<P>> => {
      const query = { ...params?.query, ...(pageParam !== null && { cursor: pageParam }) };
      return unwrap((shop.get as unknown as Get)(path, { ...init, params: { ...params, query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: Readonly<{ nextCursor: string | null }>): string | null => last.nextCursor,
  };
}
