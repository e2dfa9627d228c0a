import { Refusal } from '../../kit/refusal.ts';
import type { TrackerRecord } from '../carrier-state.ts';
import type { Tracker } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';

/** @throws Refusal 404 */
export function findTracker(simulator: Simulator, id: string): TrackerRecord {
  const found = simulator.state.trackers.find(({ tracker }) => tracker.id === id);
  if (found === undefined) throw new Refusal(404, 'TRACKER.NOT_FOUND', 'The tracker could not be found.');
  return found;
}

/** @throws Refusal 404 naming the code. */
export function findTrackerByCode(simulator: Simulator, trackingCode: string): TrackerRecord {
  const found = simulator.state.trackers.findLast(({ tracker }) => tracker.tracking_code === trackingCode);
  if (found === undefined) {
    throw new Refusal(404, 'TRACKER.NOT_FOUND', `There is no parcel with the tracking code ${trackingCode}.`);
  }
  return found;
}

/** The tracker as the API and the webhooks show it. */
export const showTracker = (
  simulator: Simulator,
  { tracker }: TrackerRecord,
): Tracker & { public_url: string } => ({ ...tracker, public_url: `${simulator.url}/#${tracker.id}` });
