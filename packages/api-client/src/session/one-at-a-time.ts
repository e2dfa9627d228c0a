/** Runs what needs a lock alone. */
export type Lock = <T>(run: () => Promise<T>) => Promise<T>;

/** The last that was asked for, by name, in this program. */
const last = new Map<string, Promise<unknown>>();

/** A lock among all tabs of a browser (Web Locks), or where there is none among all of this program. */
export function lockOf(name: string): Lock {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  return locks === undefined
    ? inThisProgram(name)
    : async <T>(run: () => Promise<T>): Promise<T> => await locks.request(name, run);
}

export const inThisProgram =
  (name: string): Lock =>
  async <T>(run: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve();
    const mine = before.then(run, run);
    const ended = mine.then(nothing, nothing);
    last.set(name, ended);
    return mine;
  };

const nothing = (): void => undefined;
