export const VISITS = ['browse', 'buy', 'abandon', 'cancel'] as const;
export type Visit = (typeof VISITS)[number];

/**
 * Reads how visits divide: `buy=3,browse=1`.
 * @returns what a number in [0, 1) chooses
 * @throws Error naming what is wrong
 */
export function readMix(text: string): (random: number) => Visit {
  const shares = text.split(',').map((part) => {
    const [name = '', share = ''] = part.split('=');
    const visit = VISITS.find((known) => known === name.trim());
    const weight = Number(share);
    if (visit === undefined || share === '' || !(weight >= 0)) {
      throw new Error(`--mix has "${part}"; write shares such as buy=40, of ${VISITS.join(', ')}.`);
    }
    return { visit, weight };
  });
  const sum = shares.reduce((all, { weight }) => all + weight, 0);
  if (sum <= 0) throw new Error('--mix has no share above 0.');
  return (random) => {
    let left = random * sum;
    const chosen = shares.find(({ weight }) => (left -= weight) < 0);
    return chosen?.visit ?? 'browse';
  };
}

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
