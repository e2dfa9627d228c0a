const TRIES = 3;
const FIRST_PAUSE_MS = 80;

/**
 * Makes a call again, after a pause that grows, when it failed in a way that may pass. The last failure is thrown.
 *
 * @param mayPass whether a failure says something about the moment alone
 */
export async function someTries<T>(call: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === TRIES || !mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt * Math.random()));
    }
  }
}
