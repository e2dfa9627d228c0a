import { json, type Answer } from './answer.ts';
import { moveClock, setFaults, setWebhooks } from './control-switches.ts';
import { CarrierError } from './carrier-error.ts';
import { TRACKER_STATUSES } from './easypost-types.ts';
import { findTrackerByCode } from './find-tracker.ts';
import { readFields, refuseProblems, refuseUnknownFields, type Input } from './input-fields.ts';
import { advanceOneStep, forceStatus } from './move-parcels.ts';
import type { Route } from './route-table.ts';
import { showShipment } from './show-shipment.ts';
import { showTracker } from './show-tracker.ts';
import type { Simulator } from './simulator.ts';
import { emptyState } from './simulator-state.ts';

export interface ControlCall {
  simulator: Simulator;
  value: string;
  input: Input;
}

const INVALID = 'The control request is not valid.';
const showClock = ({ clock, state }: Simulator): Record<string, unknown> => ({
  now: new Date(clock.now()).toISOString(),
  offsetSeconds: state.clockOffsetMs / 1000,
});

/** How tests and the index page drive the simulator. These calls need no API key. */
export const CONTROL_ROUTES: readonly Route<(call: ControlCall) => Answer>[] = [
  { method: 'GET', path: '/_control/clock', run: ({ simulator }) => json(200, showClock(simulator)) },
  {
    method: 'POST',
    path: '/_control/clock',
    run: ({ simulator, input }) => {
      const fired = moveClock(simulator, input);
      return json(200, { ...showClock(simulator), fired });
    },
  },
  { method: 'POST', path: '/_control/trackers/:trackingCode', run: forceTracker },
  {
    method: 'POST',
    path: '/_control/faults',
    run: ({ simulator, input }) => json(200, setFaults(simulator, input)),
  },
  {
    method: 'POST',
    path: '/_control/webhooks',
    run: ({ simulator, input }) => json(200, setWebhooks(simulator, input)),
  },
  { method: 'POST', path: '/_control/redeliver', run: redeliver },
  { method: 'GET', path: '/_control/state', run: ({ simulator }) => json(200, showState(simulator)) },
  {
    method: 'POST',
    path: '/_control/reset',
    run: ({ simulator, input }) => {
      refuseUnknownFields(input, []);
      Object.assign(simulator.state, emptyState());
      simulator.log('reset: no shipments, no parcels, no faults, real time');
      return json(200, { reset: true });
    },
  },
];

function forceTracker({ simulator, value, input }: ControlCall): Answer {
  refuseUnknownFields(input, ['status', 'message', 'place']);
  const record = findTrackerByCode(simulator, value);
  const fields = readFields(input);
  const status = fields.oneOf('status', [...TRACKER_STATUSES, 'lost', 'next']);
  const change = { message: fields.text('message'), place: fields.text('place') };
  if (status === null && fields.problems.length === 0) {
    fields.problem(
      'status',
      `is required: one of ${TRACKER_STATUSES.join(', ')}, lost, or next for the next planned step`,
    );
  }
  refuseProblems(fields.problems, 'CONTROL.INVALID', INVALID);
  if (status === 'next') advanceOneStep(simulator, record);
  else if (status !== null) forceStatus(simulator, record, { status, ...change });
  return json(200, showTracker(simulator, record));
}

function redeliver({ simulator, input }: ControlCall): Answer {
  refuseUnknownFields(input, ['eventId']);
  const fields = readFields(input);
  const id = fields.text('eventId');
  if (id === null && fields.problems.length === 0) fields.problem('eventId', 'is required');
  refuseProblems(fields.problems, 'CONTROL.INVALID', INVALID);
  const event = simulator.state.events.find((candidate) => candidate.id === id);
  if (event === undefined)
    throw new CarrierError(404, 'EVENT.NOT_FOUND', `There is no event with the id ${id}.`);
  if (simulator.webhookUrl === undefined) {
    throw new CarrierError(
      409,
      'WEBHOOK.NO_URL',
      'The simulator was started without a webhook URL, so nothing can be sent.',
    );
  }
  event.remaining = Math.max(1, event.remaining);
  event.failures = 0;
  event.nextAttemptAt = 0;
  simulator.wakeWebhooks();
  return json(202, { eventId: event.id, queued: true });
}

function showState(simulator: Simulator): Record<string, unknown> {
  const { state } = simulator;
  return {
    clock: showClock(simulator),
    shipments: state.shipments.map((record) => showShipment(simulator, record)),
    trackers: state.trackers.map((record) => ({
      ...showTracker(simulator, record),
      planned: record.plan.map((step) => ({
        status: step.status,
        message: step.message,
        at: new Date(step.dueAt).toISOString(),
      })),
    })),
    events: state.events.map(({ body, trackerId, ...event }) => ({
      ...event,
      tracker_id: trackerId,
      payload: JSON.parse(body) as unknown,
    })),
    apiCalls: state.calls,
    faults: state.faults,
    webhooks: { url: simulator.webhookUrl ?? null, ...state.webhooks },
  };
}
