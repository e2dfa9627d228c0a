import { Refusal } from '../../kit/refusal.ts';
import type { PlannedStep, TrackerRecord } from '../carrier-state.ts';
import type { TrackerStatus } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { changeTracker, NOWHERE } from './trackers.ts';

/** Carries out every planned step that is due, over all parcels in the order of their times. Returns how many. */
export function fireDueSteps(simulator: Simulator): number {
  const now = simulator.clock.now();
  const due = simulator.state.trackers
    .flatMap((record) => record.plan.filter((step) => step.dueAt <= now).map((step) => ({ record, step })))
    .sort((a, b) => a.step.dueAt - b.step.dueAt);
  for (const { record, step } of due) {
    record.plan = record.plan.filter((other) => other !== step);
    take(simulator, record, step, step.dueAt);
  }
  return due.length;
}

/**
 * Carries out a parcel's next planned step now, wherever the clock stands.
 *
 * @throws Refusal 409 when the parcel has no step left.
 */
export function advanceOneStep(simulator: Simulator, record: TrackerRecord): void {
  const step = record.plan.shift();
  if (step === undefined) {
    const { tracking_code: code, status } = record.tracker;
    throw new Refusal(409, 'TRACKER.NO_NEXT_STEP', `Parcel ${code} is ${status} and has no step left.`);
  }
  take(simulator, record, step, simulator.clock.now());
}

/** What a carrier can say of a parcel that is no status of its own: a status with a detail. */
export const FORCED_DETAILS = [
  'lost',
  'refused',
  'address_wrong',
  'damaged',
  'held',
  'returned_wrong_address',
  'returned_not_collected',
  'returned_damaged',
] as const;
type ForcedStatus = TrackerStatus | (typeof FORCED_DETAILS)[number];

interface ForcedChange {
  status: ForcedStatus;
  message: string | null;
  place: string | null;
}

/** Puts a parcel into any status. What the plan held up to that status is left out; after an end nothing follows. */
export function forceStatus(simulator: Simulator, record: TrackerRecord, forced: ForcedChange): void {
  const { status, detail } = MEANT[forced.status] ?? {
    status: forced.status as TrackerStatus,
    detail: STATUS_DETAIL[forced.status as TrackerStatus],
  };
  const planned = record.plan.find((step) => step.status === status);
  record.plan = planFrom(simulator, record, status);
  const here = record.tracker.tracking_details.at(-1)?.tracking_location ?? NOWHERE;
  const location = forced.place === null ? (planned?.location ?? here) : { ...NOWHERE, city: forced.place };
  changeTracker(simulator, record, {
    status,
    statusDetail: detail,
    message: forced.message ?? MESSAGES[forced.status],
    location,
    at: simulator.clock.now(),
  });
}

const take = (simulator: Simulator, record: TrackerRecord, step: PlannedStep, at: number): void =>
  changeTracker(simulator, record, { ...step, at });

const ENDS: ReadonlySet<TrackerStatus> = new Set(['delivered', 'failure', 'cancelled', 'error']);

/** What can be said that is no status of its own. */
const MEANT: Readonly<Partial<Record<ForcedStatus, { status: TrackerStatus; detail: string }>>> = {
  lost: { status: 'failure', detail: 'lost' },
  refused: { status: 'return_to_sender', detail: 'refused' },
  address_wrong: { status: 'failure', detail: 'address_correction' },
  damaged: { status: 'failure', detail: 'damaged' },
  held: { status: 'failure', detail: 'held' },
  returned_wrong_address: { status: 'return_to_sender', detail: 'address_correction' },
  // As carriers do: they say that it goes back, not why; it had waited to be collected.
  returned_not_collected: { status: 'return_to_sender', detail: 'return' },
  returned_damaged: { status: 'return_to_sender', detail: 'damaged' },
};

/** What follows a status: nothing after an end, the way back after a turn, and else what was planned after it. */
function planFrom(simulator: Simulator, record: TrackerRecord, status: TrackerStatus): PlannedStep[] {
  if (status === 'return_to_sender') return [wayBack(simulator, record)];
  return ENDS.has(status) ? [] : afterStatus(record.plan, status);
}

const BACK_HOURS = 48;

/** A parcel that could not be delivered is handed to its sender two days later. */
function wayBack({ clock, stepSeconds }: Simulator, { tracker }: TrackerRecord): PlannedStep {
  const wait = stepSeconds === undefined ? BACK_HOURS * 3_600_000 : stepSeconds * 1000;
  return {
    status: 'delivered',
    statusDetail: 'arrived_at_destination',
    message: 'Delivered to the sender',
    location: tracker.tracking_details[0]?.tracking_location ?? NOWHERE,
    dueAt: clock.now() + wait,
  };
}

function afterStatus(plan: readonly PlannedStep[], status: TrackerStatus): PlannedStep[] {
  const like = status === 'available_for_pickup' ? 'out_for_delivery' : status;
  const index = plan.findIndex((step) => step.status === like);
  return plan.slice(index + 1);
}

const STATUS_DETAIL: Readonly<Record<TrackerStatus, string>> = {
  unknown: 'unknown',
  pre_transit: 'label_created',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'arrived_at_destination',
  available_for_pickup: 'available_for_pickup',
  return_to_sender: 'return',
  failure: 'failed',
  cancelled: 'cancelled',
  error: 'error',
};

const MESSAGES: Readonly<Record<ForcedStatus, string>> = {
  unknown: 'Status not known',
  pre_transit: 'Label created, waiting for the parcel',
  in_transit: 'In transit',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  available_for_pickup: 'Ready to be collected',
  return_to_sender: 'Could not be delivered, on the way back to the sender',
  failure: 'Could not be delivered',
  cancelled: 'Label cancelled',
  error: 'The carrier reported an error',
  lost: 'The parcel was lost in transit',
  refused: 'Refused at the door, on the way back to the sender',
  address_wrong: 'The address is wrong or incomplete',
  damaged: 'The parcel was damaged',
  held: 'Held by customs',
  returned_wrong_address: 'The address is wrong, on the way back to the sender',
  returned_not_collected: 'Not collected, on the way back to the sender',
  returned_damaged: 'The parcel was damaged, on the way back to the sender',
};
