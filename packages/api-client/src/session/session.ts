import type { Caller, Tokens } from '../calling/caller.ts';
import type { InitOf, OperationOf, ProblemOf, Result } from '../calling/operations.ts';
import { ShopError } from '../problems/shop-error.ts';
import type { Settings } from '../settings.ts';
import type { Ask, Given, Keeping, KeepingOf, KeptSession } from './keeping.ts';
import { type Lock, lockOf } from './one-at-a-time.ts';
import { type SessionChange, sessionNews } from './session-news.ts';

type LogIn = OperationOf<'post', '/login'>;
type LogInByCode = OperationOf<'post', '/login/code'>;
type LogOut = OperationOf<'post', '/logout'>;
type Body<Operation> = InitOf<Operation> extends { body: infer Wanted } ? Wanted : never;
type LoggedIn = Readonly<{ userId: string }>;

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
  /**
   * Calls whenever somebody logs in or out, here or in another tab, and says whether the session just `ended` because the shop
   * exchanges its token no more. @returns how to stop that
   */
  onChange(listener: (how: SessionChange) => void): () => void;
}>;

/** A token is exchanged so long before it ends that the call does not arrive too late. */
const EARLY_MS = 30_000;
/**
 * The shop gives the same answer to the same refresh token for 10 seconds, and then takes it for stolen. So a lost answer is
 * asked for again soon, or never.
 */
const REFRESH = { repeatable: true, timeoutMs: 4000, tries: 2 } as const;

/** A session, and its tokens for the calls. @param keepingOf how it is kept */
export function sessionOf(
  settings: Settings,
  call: Caller,
  keepingOf: KeepingOf,
): Readonly<{ session: Session; tokens: Tokens }> {
  const name = `cartless:${settings.baseUrl}`;
  const keeping = keepingOf(settings, name);
  const news = sessionNews(name);
  const alone = lockOf(name);
  const begin = async ({ method, path, init }: Ask): Promise<Result<LoggedIn, never>> => {
    const { data, error, response } = await call(method, path, init);
    if (error !== undefined) return { error: error as never, response };
    const given = data as Given;
    await alone(() => keeping.write(given));
    news.tell();
    return { data: { userId: given.userId }, response };
  };
  const session: Session = {
    logIn: async (who) => begin(await keeping.logIn(who)),
    logInByCode: (who) => begin(keeping.logInByCode(who)),
    logOut: async () => {
      // Not while it is exchanged: the next one would come back.
      const ending = await alone(async () => {
        const ask = await keeping.end();
        await keeping.clear();
        return ask;
      });
      if (ending === undefined) return { data: undefined, response: new Response(null, { status: 204 }) };
      news.tell();
      const { method, path, init } = ending;
      return (await call(method, path, { ...init, repeatable: true })) as Result<undefined, never>;
    },
    current: async () => {
      const kept = await keeping.read();
      return kept === undefined ? undefined : { userId: kept.userId };
    },
    onChange: news.listen,
  };
  return { session, tokens: tokensOf({ settings, keeping, alone, call, ended: () => news.tell('ended') }) };
}

type Parts = Readonly<{
  settings: Settings;
  keeping: Keeping;
  alone: Lock;
  call: Caller;
  ended: () => void;
}>;

function tokensOf({ settings, keeping, alone, call, ended }: Parts): Tokens {
  const lasts = ({ expiresAt }: KeptSession): boolean => expiresAt - settings.clock.now() > EARLY_MS;
  /** @throws ShopError when the shop gives none at this moment */
  const renewed = (stale: string): Promise<string | undefined> =>
    alone(async () => {
      const kept = await keeping.read();
      if (kept === undefined) return undefined;
      // Somebody else was first: another call, another tab.
      if (kept.accessToken !== stale && lasts(kept)) return kept.accessToken;
      const { method, path, init } = await keeping.renew();
      const { data, error } = await call(method, path, { ...REFRESH, ...init });
      if (error?.status === 401) {
        await keeping.clear();
        ended();
        return undefined;
      }
      if (error !== undefined) throw new ShopError(error);
      const given = data as Given;
      await keeping.write(given);
      return given.accessToken;
    });
  return {
    renewed,
    async token() {
      const kept = await keeping.read();
      if (kept === undefined) return undefined;
      return lasts(kept) ? kept.accessToken : renewed(kept.accessToken);
    },
  };
}
