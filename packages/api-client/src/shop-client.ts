import { callerOf } from './calling/caller.ts';
import type { Call, Method } from './calling/operations.ts';
import { type Items, type Pages, pagesOf } from './pages.ts';
import { type Session, sessionOf } from './session/session.ts';
import { settingsOf, type ShopOptions } from './settings.ts';
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
  const { session, tokens } = sessionOf(settings, callerOf(settings));
  const call = callerOf(settings, tokens);
  const by = <M extends Method>(method: M): Call<M> =>
    ((path: string, init?: object) => call(method, path, init)) as unknown as Call<M>;
  return {
    get: by('get'),
    post: by('post'),
    put: by('put'),
    patch: by('patch'),
    delete: by('delete'),
    ...pagesOf(call),
    watch: watchOf(call, settings.clock),
    session,
  };
}
