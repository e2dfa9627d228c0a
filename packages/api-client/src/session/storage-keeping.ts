import type { Settings } from '../settings.ts';
import type { Ask, KeptSession, Keeping } from './keeping.ts';
import { shelf } from './session-store.ts';

type Stored = KeptSession & Readonly<{ refreshToken: string }>;

const post = (path: string, body: object): Ask => ({ method: 'post', path, init: { body } });

/** Keeps all of a session in the storage of the settings; whoever reads that is logged in. */
export function storageKeeping({ storage, clock }: Settings, name: string): Keeping {
  const session = shelf<Stored>(storage, `${name}:session`, 'refreshToken');
  const deviceKey = `${name}:device`;
  const refreshToken = async () => (await session.read())?.refreshToken ?? '';
  return {
    read: () => session.read(),
    clear: () => session.clear(),
    async write({ userId, accessToken, expiresIn, refreshToken: next = '', deviceToken }) {
      await session.write({
        userId,
        accessToken,
        expiresAt: clock.now() + expiresIn * 1000,
        refreshToken: next,
      });
      // By which the shop knows this device at the next log-in; it outlives the session.
      if (deviceToken !== undefined) await storage.setItem(deviceKey, deviceToken);
    },
    async logIn(who) {
      const deviceToken = await storage.getItem(deviceKey);
      return post('/login', { ...who, ...(deviceToken !== null && { deviceToken }) });
    },
    logInByCode: (who) => post('/login/code', who),
    renew: async () => post('/token/refresh', { refreshToken: await refreshToken() }),
    async end() {
      const token = await refreshToken();
      return token === '' ? undefined : post('/logout', { refreshToken: token });
    },
  };
}
