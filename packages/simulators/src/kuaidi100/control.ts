import { type Answer, indentedJson } from '../kit/answer.ts';
import type { Controlled, ControlPage } from '../kit/control.ts';
import { FieldReader, type Input } from '../kit/fields.ts';
import { Refusal } from '../kit/refusal.ts';
import { KUAIDI100, refuse } from './api.ts';
import { emptyState, type ParcelRecord } from './kuaidi100-state.ts';
import { advanceOneScan, fireDueScans, findParcel, forceState } from './parcels.ts';
import { pushNews } from './pushes.ts';
import { showTrack } from './show-track.ts';
import type { Simulator } from './simulator.ts';
import { STATE_CODES } from './states.ts';

export const CONTROL_PAGE: ControlPage = { home: '/?done=1', refuse };

/** What can be said that is no state of its own. */
const SPOKEN = ['next', 'lost', 'refused', 'unfollowed'] as const;

/** What the test switches of the kit do here, and those that only Kuaidi100 has. */
export const controlled = (simulator: Simulator): Controlled => {
  const { state, faults, clock, save, log } = simulator;
  return {
    name: KUAIDI100,
    faults,
    clock,
    // Each subscription says where its news go; the last one stands for all.
    get webhookUrl() {
      return state.subscriptions.at(-1)?.callbackUrl;
    },
    switches: () => state.webhooks,
    setSwitches: (switches) => {
      state.webhooks = switches;
      sendAtOnce(simulator);
    },
    fireDue: () => fireDueScans(simulator),
    redeliver: (id) => redeliver(simulator, id),
    show: () => ({
      parcels: state.parcels.map(showParcel),
      subscriptions: state.subscriptions.map(({ salt: _salt, ...subscription }) => subscription),
      pushes: state.pushes.map(({ salt: _salt, param, ...push }) => ({
        ...push,
        payload: JSON.parse(param) as unknown,
      })),
      apiCalls: state.calls,
      scanClockOffSeconds: state.scanClockOffMs / 1000,
      signsWrongly: state.signsWrongly,
    }),
    reset: () => void Object.assign(state, emptyState()),
    save,
    log,
    routes: [
      {
        method: 'POST',
        path: '/_control/parcels/:number',
        run: (input, number) => moveParcel(simulator, input, number),
      },
      { method: 'POST', path: '/_control/couriers', run: (input) => setCouriers(simulator, input) },
    ],
  };
};

/** What waits for a retry is tried at once. */
function sendAtOnce({ state, wakePushes }: Simulator): void {
  for (const push of state.pushes) push.nextAttemptAt = 0;
  wakePushes();
}

const showParcel = (parcel: ParcelRecord): object => ({
  ...parcel,
  track: showTrack(parcel),
  plan: parcel.plan.map((scan) => ({ ...scan, at: new Date(scan.dueAt).toISOString() })),
});

function moveParcel(simulator: Simulator, input: Input, number: string): Answer {
  const fields = new FieldReader(input);
  fields.refuseOthers(['state', 'message', 'place']);
  const parcel = findParcel(simulator, number);
  const code = fields.oneOf('state', [...STATE_CODES, ...SPOKEN]);
  const [context, place] = [fields.text('message'), fields.text('place')];
  if (code === null && fields.problems.length === 0)
    fields.problem('state', `is required: one of ${[...STATE_CODES, ...SPOKEN].join(', ')}`);
  fields.refuseProblems();
  if (code === 'next') advanceOneScan(simulator, parcel);
  else if (code === 'unfollowed') pushNews(simulator, parcel, 'abort', '3天查询无记录');
  else if (code === 'lost')
    forceState(simulator, parcel, { code: '2', context: context ?? '快件遗失', place });
  else if (code === 'refused') forceState(simulator, parcel, { code: '14', context, place });
  else if (code !== null) forceState(simulator, parcel, { code, context, place });
  return indentedJson(200, showParcel(parcel));
}

const TEN_YEARS_S = 10 * 365 * 86_400;

/** How the couriers' clocks are off, and whether pushes bear a signature that does not fit. */
function setCouriers(simulator: Simulator, input: Input): Answer {
  const { state } = simulator;
  const fields = new FieldReader(input);
  fields.refuseOthers(['clockOffSeconds', 'signsWrongly']);
  const off = fields.number('clockOffSeconds', { min: -TEN_YEARS_S, max: TEN_YEARS_S });
  const wrongly = fields.boolean('signsWrongly');
  fields.refuseProblems();
  if (off !== null) state.scanClockOffMs = off * 1000;
  if (wrongly !== null) state.signsWrongly = wrongly;
  sendAtOnce(simulator);
  return indentedJson(200, {
    clockOffSeconds: state.scanClockOffMs / 1000,
    signsWrongly: state.signsWrongly,
  });
}

function redeliver({ state, wakePushes }: Simulator, id: string): Answer {
  const push = state.pushes.find((candidate) => candidate.id === id);
  if (push === undefined) throw new Refusal(404, 'EVENT.NOT_FOUND', `There is no push with the id ${id}.`);
  push.remaining = Math.max(1, push.remaining);
  push.failures = 0;
  push.nextAttemptAt = 0;
  wakePushes();
  return indentedJson(202, { eventId: push.id, queued: true });
}
