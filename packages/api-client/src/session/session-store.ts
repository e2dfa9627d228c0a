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

/** Keeps one thing in a storage. What cannot be read there is as good as nothing. */
export const shelf = <T extends object>(storage: KeyValueStorage, key: string, mark: keyof T) => ({
  async read(): Promise<T | undefined> {
    const text = await storage.getItem(key);
    try {
      const kept = JSON.parse(text ?? '{}') as Partial<T>;
      return typeof kept[mark] === 'string' ? (kept as T) : undefined;
    } catch {
      return undefined;
    }
  },
  write: async (thing: T): Promise<void> => storage.setItem(key, JSON.stringify(thing)),
  clear: async (): Promise<void> => storage.removeItem(key),
});
