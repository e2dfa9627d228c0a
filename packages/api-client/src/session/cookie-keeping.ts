import type { Method } from '../calling/operations.ts';
import type { Settings } from '../settings.ts';
import type { Ask, KeptSession, Keeping } from './keeping.ts';
import { shelf } from './session-store.ts';

/** Pages of other sites cannot send it without being asked; so the shop knows its own. */
const OWN = { 'x-requested-with': 'page' };

const ask = (method: Method, path: string, init: object = {}): Ask => ({
  method,
  path,
  // The browser hears the answer out and keeps its cookie, also when the page is left meanwhile.
  init: { headers: OWN, keepalive: true, ...init },
});

/**
 * Leaves a session to the browser's cookies, which no script can read. The page has the access token as long as it is open; the storage
 * says who is logged in and no more, so that whoever is not asks nothing.
 */
export function cookieKeeping({ storage, clock }: Settings, name: string): Keeping {
  const who = shelf<Readonly<{ userId: string }>>(storage, `${name}:user`, 'userId');
  let here: KeptSession | undefined;
  return {
    async read() {
      const known = await who.read();
      if (known === undefined || here?.userId === known.userId) return known && here;
      // The page was opened anew, or somebody else logged in from another tab.
      return { ...known, accessToken: '', expiresAt: 0 };
    },
    async write({ userId, accessToken, expiresIn }) {
      here = { userId, accessToken, expiresAt: clock.now() + expiresIn * 1000 };
      await who.write({ userId });
    },
    async clear() {
      here = undefined;
      await who.clear();
    },
    logIn: async (body) => ask('post', '/session', { body }),
    logInByCode: (body) => ask('post', '/session/code', { body }),
    renew: async () => ask('post', '/session/refresh'),
    end: async () => ask('delete', '/session'),
  };
}
