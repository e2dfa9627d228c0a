/**
 * Where a session is kept: as `localStorage`, `sessionStorage` and the storages of React Native are. Who can read it is
 * logged in.
 */
export type KeyValueStorage = Readonly<{
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}>;

/** Keeps things as long as the program runs. */
export function memoryStorage(): KeyValueStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** Somebody's log-in. */
export type StoredSession = Readonly<{
  userId: string;
  accessToken: string;
  /** When the access token ends by this machine's clock, in milliseconds since 1970. */
  expiresAt: number;
  refreshToken: string;
}>;

/** The session and the device's token in a storage. What cannot be read there is as good as nothing. */
export function sessionStore(storage: KeyValueStorage, name: string) {
  const [sessionKey, deviceKey] = [`${name}:session`, `${name}:device`];
  return {
    async read(): Promise<StoredSession | undefined> {
      const text = await storage.getItem(sessionKey);
      try {
        const kept = JSON.parse(text ?? '{}') as Partial<StoredSession>;
        return typeof kept.refreshToken === 'string' ? (kept as StoredSession) : undefined;
      } catch {
        return undefined;
      }
    },
    write: async (session: StoredSession): Promise<void> =>
      storage.setItem(sessionKey, JSON.stringify(session)),
    clear: async (): Promise<void> => storage.removeItem(sessionKey),
    /** By which the shop knows this device at the next log-in; it outlives the session. */
    readDevice: async (): Promise<string | undefined> => (await storage.getItem(deviceKey)) ?? undefined,
    writeDevice: async (token: string): Promise<void> => storage.setItem(deviceKey, token),
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;
