import type { World } from './world.ts';

let current: World | undefined;

/** The world of the history that this process plays. */
export function world(): World {
  if (current === undefined) throw new Error('no history is played');
  return current;
}

export const enter = (next: World): void => {
  current = next;
};
