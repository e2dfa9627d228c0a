const LONGEST_TICK_MS = 250;

/**
 * Lets what is due happen, several times in each step, until the timer is cleared.
 *
 * @param fire does what is due, and says how much that was
 * @param changed is called when it was anything
 */
export function startTicks(stepSeconds: number, fire: () => number, changed: () => void): NodeJS.Timeout {
  const tick = (): void => {
    if (fire() > 0) changed();
  };
  return setInterval(tick, Math.min(LONGEST_TICK_MS, (stepSeconds * 1000) / 4));
}
