import type { Caller, Tokens } from '../calling/caller.ts';
import type { InitOf, OperationOf, ProblemOf, Result } from '../calling/operations.ts';
import { ShopError } from '../problems/shop-error.ts';
import type { Settings } from '../settings.ts';
import { type Lock, lockOf } from './one-at-a-time.ts';
import { sessionNews } from './session-news.ts';
import { type SessionStore, sessionStore, type StoredSession } from './session-store.ts';

type LogIn = OperationOf<'post', '/login'>;
type LogInByCode = OperationOf<'post', '/login/code'>;
type LogOut = OperationOf<'post', '/logout'>;
type Body<Operation> = InitOf<Operation> extends { body: infer Wanted } ? Wanted : never;
type LoggedIn = Readonly<{ userId: string }>;
type Tokened = Readonly<{ accessToken: string; expiresIn: number; refreshToken: string }>;

/** The log-in of whoever uses the client. */
export type Session = Readonly<{
  /** Logs in. Under attack a new device gets `CODE_REQUIRED`, and the owner a code by mail for {@link Session.logInByCode}. */
  logIn(who: Omit<Body<LogIn>, 'deviceToken'>): Promise<Result<LoggedIn, ProblemOf<LogIn>>>;
  /** Finishes a log-in from a new device with the code from the mail. */
  logInByCode(who: Body<LogInByCode>): Promise<Result<LoggedIn, ProblemOf<LogInByCode>>>;
  /** Forgets the log-in here at once, and then ends it at the shop, which may fail. */
  logOut(): Promise<Result<undefined, ProblemOf<LogOut>>>;
  /** Who is logged in, if anybody. */
  current(): Promise<LoggedIn | undefined>;
  /** Calls whenever somebody logs in or out, here or in another tab. @returns how to stop that */
  onChange(listener: () => void): () => void;
}>;

/** A token is exchanged so long before it ends that the call does not arrive too late. */
const EARLY_MS = 30_000;
/**
 * The shop gives the same answer to the same refresh token for 10 seconds, and then takes it for stolen. So a lost answer is
 * asked for again soon, or never.
 */
const REFRESH = { repeatable: true, timeoutMs: 4000, tries: 2 } as const;

/** The session that is kept in the storage of the settings, and its tokens for the calls. */
export function sessionOf(settings: Settings, call: Caller): Readonly<{ session: Session; tokens: Tokens }> {
  const name = `cartless:${settings.baseUrl}`;
  const store = sessionStore(settings.storage, name);
  const news = sessionNews(name);
  const alone = lockOf(name);
  const begin = async (path: string, body: object): Promise<Result<LoggedIn, never>> => {
    const { data, error, response } = await call('post', path, { body });
    if (error !== undefined) return { error: error as never, response };
    const { userId, deviceToken, ...tokens } = data as Tokened & { userId: string; deviceToken: string };
    await alone(() => store.write(keep(settings, userId, tokens)));
    await store.writeDevice(deviceToken);
    news.tell();
    return { data: { userId }, response };
  };
  const session: Session = {
    logIn: async (who) => {
      const deviceToken = await store.readDevice();
      return begin('/login', { ...who, ...(deviceToken !== undefined && { deviceToken }) });
    },
    logInByCode: (who) => begin('/login/code', who),
    logOut: async () => {
      // Not while it is exchanged: the next one would come back.
      const ended = await alone(async () => {
        const kept = await store.read();
        await store.clear();
        return kept;
      });
      if (ended === undefined) return { data: undefined, response: new Response(null, { status: 204 }) };
      news.tell();
      const body = { refreshToken: ended.refreshToken };
      return (await call('post', '/logout', { body, repeatable: true })) as Result<undefined, never>;
    },
    current: async () => {
      const kept = await store.read();
      return kept === undefined ? undefined : { userId: kept.userId };
    },
    onChange: news.listen,
  };
  return { session, tokens: tokensOf({ settings, store, alone, call, ended: news.tell }) };
}

type Parts = Readonly<{
  settings: Settings;
  store: SessionStore;
  alone: Lock;
  call: Caller;
  ended: () => void;
}>;

function tokensOf({ settings, store, alone, call, ended }: Parts): Tokens {
  /** @throws ShopError when the shop gives none at this moment */
  const renewed = (stale: string): Promise<string | undefined> =>
    alone(async () => {
      const kept = await store.read();
      // Somebody else was first: another call, another tab.
      if (kept?.accessToken !== stale) return kept?.accessToken;
      const body = { refreshToken: kept.refreshToken };
      const { data, error } = await call('post', '/token/refresh', { ...REFRESH, body });
      if (error?.status === 401) {
        await store.clear();
        ended();
        return undefined;
      }
      if (error !== undefined) throw new ShopError(error);
      const tokens = data as Tokened;
      await store.write(keep(settings, kept.userId, tokens));
      return tokens.accessToken;
    });
  return {
    renewed,
    async token() {
      const kept = await store.read();
      if (kept === undefined) return undefined;
      const lasts = kept.expiresAt - settings.clock.now() > EARLY_MS;
      return lasts ? kept.accessToken : renewed(kept.accessToken);
    },
  };
}

const keep = ({ clock }: Settings, userId: string, tokens: Tokened): StoredSession => ({
  userId,
  accessToken: tokens.accessToken,
  expiresAt: clock.now() + tokens.expiresIn * 1000,
  refreshToken: tokens.refreshToken,
});
