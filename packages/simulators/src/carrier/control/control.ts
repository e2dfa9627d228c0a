import { type Answer, indentedJson } from '../../kit/answer.ts';
import type { Controlled, ControlPage } from '../../kit/control.ts';
import { FieldReader, type Input } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import { CARRIER, refuse } from '../api/answer-api-call.ts';
import { emptyState, type TrackerRecord } from '../carrier-state.ts';
import { TRACKER_STATUSES } from '../easypost-types.ts';
import { showShipment } from '../shipments/show-shipment.ts';
import type { Simulator } from '../simulator.ts';
import { findTrackerByCode, showTracker } from '../tracking/find-tracker.ts';
import { advanceOneStep, FORCED_DETAILS, fireDueSteps, forceStatus } from '../tracking/move-parcels.ts';

export const CONTROL_PAGE: ControlPage = { home: '/?done=1', refuse };

/** What the test switches of the kit do here, and the one switch that only a carrier has. */
export const controlled = (simulator: Simulator): Controlled => {
  const { state, faults, clock, webhookUrl, save, log } = simulator;
  return {
    name: CARRIER,
    faults,
    clock,
    webhookUrl,
    switches: () => state.webhooks,
    setSwitches: (switches) => {
      state.webhooks = switches;
      for (const event of state.events) event.nextAttemptAt = 0; // what waits for a retry is tried at once
      simulator.wakeWebhooks();
    },
    fireDue: () => fireDueSteps(simulator),
    redeliver: (eventId) => redeliver(simulator, eventId),
    show: () => ({
      shipments: state.shipments.map((record) => showShipment(simulator, record)),
      trackers: state.trackers.map((record) => withPlan(simulator, record)),
      events: state.events.map(({ body, trackerId, ...event }) => ({
        ...event,
        tracker_id: trackerId,
        payload: JSON.parse(body) as unknown,
      })),
      apiCalls: state.calls,
    }),
    reset: () => void Object.assign(state, emptyState()),
    save,
    log,
    routes: [
      {
        method: 'POST',
        path: '/_control/trackers/:trackingCode',
        run: (input, trackingCode) => forceTracker(simulator, input, trackingCode),
      },
    ],
  };
};

const withPlan = (simulator: Simulator, record: TrackerRecord): object => ({
  ...showTracker(simulator, record),
  planned: record.plan.map(({ status, message, dueAt }) => ({
    status,
    message,
    at: new Date(dueAt).toISOString(),
  })),
});

function forceTracker(simulator: Simulator, input: Input, trackingCode: string): Answer {
  const fields = new FieldReader(input);
  fields.refuseOthers(['status', 'message', 'place']);
  const record = findTrackerByCode(simulator, trackingCode);
  const status = fields.oneOf('status', [...TRACKER_STATUSES, ...FORCED_DETAILS, 'next']);
  const change = { message: fields.text('message'), place: fields.text('place') };
  if (status === null && fields.problems.length === 0) {
    fields.problem(
      'status',
      `is required: one of ${[...TRACKER_STATUSES, ...FORCED_DETAILS].join(', ')}, or next for the next planned step`,
    );
  }
  fields.refuseProblems();
  if (status === 'next') advanceOneStep(simulator, record);
  else if (status !== null) forceStatus(simulator, record, { status, ...change });
  return indentedJson(200, showTracker(simulator, record));
}

function redeliver({ state, wakeWebhooks }: Simulator, id: string): Answer {
  const event = state.events.find((candidate) => candidate.id === id);
  if (event === undefined) throw new Refusal(404, 'EVENT.NOT_FOUND', `There is no event with the id ${id}.`);
  event.remaining = Math.max(1, event.remaining);
  event.failures = 0;
  event.nextAttemptAt = 0;
  wakeWebhooks();
  return indentedJson(202, { eventId: event.id, queued: true });
}
