import { FieldReader, type Input } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { TrackerRecord } from '../carrier-state.ts';
import type { TrackerStatus } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { recordEvent } from '../webhooks/record-event.ts';
import { carrierOfCode } from './tracking-code.ts';
import { addDetail, newTracker, NOWHERE } from './trackers.ts';

/** EasyPost's own test codes, each of which stands for one status. */
const TEST_CODES: Readonly<Record<string, TrackerStatus>> = {
  EZ1000000001: 'pre_transit',
  EZ2000000002: 'in_transit',
  EZ3000000003: 'out_for_delivery',
  EZ4000000004: 'delivered',
  EZ5000000005: 'return_to_sender',
  EZ6000000006: 'failure',
  EZ7000000007: 'unknown',
};

/**
 * Follows a parcel by its code. A code that is followed already, bought here or not, gives the tracker there is.
 * A code from elsewhere stays `unknown` until the control API says otherwise.
 *
 * @throws Refusal 422 when the code is missing, or its carrier is neither given nor to be told from its form.
 */
export function createTracker(simulator: Simulator, input: Input): TrackerRecord {
  const fields = new FieldReader(input);
  const code = fields.text('tracking_code');
  const asked = fields.text('carrier');
  if (code === null && fields.problems.length === 0) fields.problem('tracking_code', 'is required');
  fields.refuseProblems(
    'TRACKER.INVALID_PARAMS',
    'Unable to create tracker, one or more parameters were invalid.',
  );
  const trackingCode = code ?? '';
  const known = simulator.state.trackers.findLast(
    ({ tracker }) => tracker.tracking_code === trackingCode && (asked === null || tracker.carrier === asked),
  );
  if (known !== undefined) return known;
  const carrier = asked ?? carrierOfCode(trackingCode);
  if (carrier === undefined) {
    throw new Refusal(
      422,
      'TRACKER.NO_CARRIER_FOR_CODE',
      'No carrier was found for this tracking code. Give the carrier.',
    );
  }
  const at = simulator.clock.now();
  const record = newTracker(simulator, { tracking_code: trackingCode, carrier }, at);
  const status = TEST_CODES[trackingCode];
  if (status !== undefined && status !== 'unknown') {
    addDetail(record, {
      status,
      statusDetail: 'status_update',
      message: `Test code for ${status}`,
      location: NOWHERE,
      at,
    });
  }
  recordEvent(simulator, record, 'tracker.created', {});
  return record;
}
