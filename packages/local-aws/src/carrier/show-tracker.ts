import type { Tracker } from './easypost-types.ts';
import type { Simulator } from './simulator.ts';
import type { TrackerRecord } from './simulator-state.ts';

/** The tracker as the API and the webhooks show it. */
export const showTracker = (
  simulator: Simulator,
  { tracker }: TrackerRecord,
): Tracker & { public_url: string } => ({
  ...tracker,
  public_url: `${simulator.url()}/#${tracker.id}`,
});
