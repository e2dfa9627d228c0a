// Taken before the globals are replaced.
const { setTimeout: realTimeout } = globalThis;

/** Real time, for figures about the simulation itself. */
export const realNow: () => number = performance.now.bind(performance);

/** Lets the process turn to what is under way outside of it. @param ms 0 for a turn of the event loop */
export const realPause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (ms === 0) setImmediate(resolve);
    else realTimeout(resolve, ms);
  });
