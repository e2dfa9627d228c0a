import { type FenceState, type Place, regionsOf } from '@cartless/infrastructure';

/** What a move does, each of which may fail, and each of which may be done again. */
export type Moving = Readonly<{
  setFence: (region: string, state: FenceState) => Promise<void>;
  /** Waits until what was written in one region has come to another. */
  awaitTables: (from: string, to: string) => Promise<void>;
  /** Makes the halves of transactions whole that are in a region, and tells of the others. */
  repair: (region: string) => Promise<void>;
  /** Deploys all stacks of the stage to a region as its settings say, or only looks whether that can be done. */
  deploy: (region: string, ...more: readonly '--check'[]) => Promise<void>;
  say: (line: string) => void;
}>;

/**
 * Moves a stage to the region that its settings call home. No two regions can write at any moment of it, wherever it ends; begun again, it
 * does what is left.
 *
 * @param lost the other regions do not answer: nothing that they have can be waited for, and halves of transactions may be here
 * @param check only says what would be done, and whether it can be
 * @throws Error of what failed
 */
export async function moveHome(
  place: Place,
  { stage, lost, check }: Readonly<{ stage: string; lost: boolean; check: boolean }>,
  { setFence, awaitTables, repair, deploy, say }: Moving,
): Promise<void> {
  const { home } = place;
  const others = regionsOf(place).filter((region) => region !== home);
  say(
    `The home of "${stage}" becomes ${home}; ${others.join(', ')} stands by${lost ? ', and is not asked' : ''}.`,
  );
  // Before anything stops: a secret that is not there would be found when the old home is sealed.
  await deploy(home, '--check');
  if (check) return;
  for (const region of others) {
    await setFence(region, 'sealed');
    say(`${region} may not write any more.`);
  }
  if (lost) await repair(home);
  else {
    for (const region of others) await awaitTables(region, home);
    for (const region of others) await deploy(region);
  }
  await setFence(home, 'open');
  await deploy(home);
  say(`${home} is home. Now the address: docs/runbooks/fail-over.md, step 3.`);
}
