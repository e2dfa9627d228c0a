import { callerOf } from './calling/caller.ts';
import type { Call, Method } from './calling/operations.ts';
import { type Items, type Pages, pagesOf } from './pages.ts';
import { type Session, sessionOf } from './session/session.ts';
import { cookieKeeping } from './session/cookie-keeping.ts';
import type { KeepingOf } from './session/keeping.ts';
import { storageKeeping } from './session/storage-keeping.ts';
import { type Settings, settingsOf, type ShopOptions } from './settings.ts';
import { type Watch, watchOf } from './watch.ts';

/** A shop to be called. A call comes to `data` or to an `error`, whose `code` says which; it does not throw. */
export type ShopClient = Readonly<{
  get: Call<'get'>;
  post: Call<'post'>;
  put: Call<'put'>;
  patch: Call<'patch'>;
  delete: Call<'delete'>;
  /** The pages of a list, one after the other. */
  pages: Pages;
  /** The items of a list, one after the other. */
  items: Items;
  /** One thing, each time that it has changed. */
  watch: Watch;
  /** Who is logged in; the calls bear the token by themselves. */
  session: Session;
}>;

/** Makes the client of a shop. */
export function createShopClient(options: ShopOptions = {}): ShopClient {
  const settings = settingsOf(options);
  const { client, call } = clientOf(settings, settings.session === 'cookie' ? cookieKeeping : storageKeeping);
  return { ...client, ...pagesOf(call) };
}

/** What a page that asks for lists by TanStack Query needs of a client. */
export type PageClient = Omit<ShopClient, 'pages' | 'items'>;

/**
 * Makes the client of a page at the shop's own address, whose log-in lies in a cookie: less to load than {@link createShopClient}, which
 * knows both ways of keeping a log-in, and lists without a library.
 */
export const createPageClient = (options: Omit<ShopOptions, 'session'> = {}): PageClient =>
  clientOf(settingsOf({ ...options, session: 'cookie' }), cookieKeeping).client;

function clientOf(
  settings: Settings,
  keepingOf: KeepingOf,
): Readonly<{ client: PageClient; call: ReturnType<typeof callerOf> }> {
  const { session, tokens } = sessionOf(settings, callerOf(settings), keepingOf);
  const call = callerOf(settings, tokens);
  const by = <M extends Method>(method: M): Call<M> =>
    ((path: string, init?: object) => call(method, path, init)) as unknown as Call<M>;
  const client = {
    get: by('get'),
    post: by('post'),
    put: by('put'),
    patch: by('patch'),
    delete: by('delete'),
    watch: watchOf(call, settings.clock),
    session,
  };
  return { client, call };
}
