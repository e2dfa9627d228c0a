import { CarrierError } from './carrier-error.ts';
import type { Simulator } from './simulator.ts';
import type { TrackerRecord } from './simulator-state.ts';

/** @throws CarrierError 404 */
export function findTracker(simulator: Simulator, id: string): TrackerRecord {
  const found = simulator.state.trackers.find(({ tracker }) => tracker.id === id);
  if (found === undefined)
    throw new CarrierError(404, 'TRACKER.NOT_FOUND', 'The tracker could not be found.');
  return found;
}

/** @throws CarrierError 404 naming the code. */
export function findTrackerByCode(simulator: Simulator, trackingCode: string): TrackerRecord {
  const found = simulator.state.trackers.findLast(({ tracker }) => tracker.tracking_code === trackingCode);
  if (found === undefined) {
    throw new CarrierError(
      404,
      'TRACKER.NOT_FOUND',
      `There is no parcel with the tracking code ${trackingCode}.`,
    );
  }
  return found;
}
