import type { Items } from '@cartless/aggregate';
import type { DeathPlan } from './death-plan.ts';

/** A table whose process dies at a write when told to: right before it, or right after it. */
export const mortalItems = (items: Items, deaths: DeathPlan): Items => ({
  ...items,
  write: (writes, id) => deaths.around(() => items.write(writes, id)),
});
