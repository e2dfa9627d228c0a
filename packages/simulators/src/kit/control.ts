import { isForeignOrigin } from '@cartless/local-server';
import { type Answer, indentedJson, seeOther } from './answer.ts';
import { isForm, parseJson, readBody } from './body.ts';
import type { Clock } from './clock.ts';
import type { FaultSwitch } from './faults.ts';
import { FieldReader, type Input } from './fields.ts';
import { chooseLanguage } from './language.ts';
import { refusalPage } from './page.ts';
import { Refusal } from './refusal.ts';
import { matchRoute, type Route } from './routes.ts';
import type { Call } from './server.ts';
import { readSwitches, type WebhookSwitches } from './webhook-sender.ts';

type Result = Answer | Promise<Answer>;
export type ControlRoute = Route<(input: Input, value: string) => Result>;

/** What the switches under `/_control/` work on. */
export interface Controlled {
  /** What the simulator is called in messages, e.g. `carrier simulator`. */
  readonly name: string;
  readonly faults: FaultSwitch;
  readonly clock: Clock;
  readonly webhookUrl: string | undefined;
  switches(): WebhookSwitches;
  setSwitches(switches: WebhookSwitches): void;
  /** Carries out what fell due when the clock moved; returns how much. */
  fireDue(): number;
  /** Sends an event again. @throws Refusal 404 when there is none. */
  redeliver(eventId: string): Result;
  /** What the simulator holds, in its own terms. */
  show(): Readonly<Record<string, unknown>>;
  /** Forgets everything, switches and clock too. */
  reset(): void;
  /** To be awaited before a change is answered. */
  save(): Promise<void> | void;
  readonly log: (line: string) => void;
  /** Switches that only this simulator has. */
  readonly routes?: readonly ControlRoute[];
}

export interface ControlPage {
  /** Where a form of the index page leads when it was carried out. */
  readonly home: string;
  refuse(refusal: Refusal): Answer;
}

/** Answers the test switches under `/_control/`: JSON for a test, pages for the forms of the index page. */
export async function answerControl(simulator: Controlled, pages: ControlPage, call: Call): Promise<Answer> {
  const { headers } = call.request;
  let fromPage = headers.accept?.includes('text/html') ?? false;
  try {
    checkOrigin(headers.origin);
    const text = await readBody(call.request);
    const form = isForm(text, headers['content-type']);
    fromPage ||= form;
    const { route, values } = matchRoute(routesOf(simulator), call, simulator.name);
    const read = (): Input => (form ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text));
    const answer = await route.run(route.method === 'GET' ? {} : read(), values[0] ?? '');
    if (route.method === 'GET') return answer;
    await simulator.save();
    return fromPage ? seeOther(pages.home) : answer;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return fromPage ? refusalPage(error, chooseLanguage(headers['accept-language'])) : pages.refuse(error);
  }
}

const routesOf = (simulator: Controlled): readonly ControlRoute[] => [
  { method: 'GET', path: '/_control/state', run: () => indentedJson(200, stateOf(simulator)) },
  { method: 'GET', path: '/_control/clock', run: () => indentedJson(200, showClock(simulator)) },
  { method: 'POST', path: '/_control/clock', run: (input) => moveClock(simulator, input) },
  { method: 'POST', path: '/_control/faults', run: (input) => setFault(simulator, input) },
  { method: 'POST', path: '/_control/webhooks', run: (input) => setWebhooks(simulator, input) },
  { method: 'POST', path: '/_control/redeliver', run: (input) => redeliver(simulator, input) },
  { method: 'POST', path: '/_control/reset', run: (input) => reset(simulator, input) },
  ...(simulator.routes ?? []),
];

const stateOf = (simulator: Controlled): object => ({
  clock: showClock(simulator),
  ...simulator.show(),
  faults: simulator.faults.current,
  webhooks: { url: simulator.webhookUrl ?? null, ...simulator.switches() },
});

const showClock = ({ clock }: Controlled): object => ({
  now: new Date(clock.now()).toISOString(),
  offsetSeconds: clock.offsetMs() / 1000,
});

const MOVES = ['advanceSeconds', 'advanceHours', 'set'] as const;

/** Moves the clock forward and carries out everything that falls due. */
function moveClock(simulator: Controlled, input: Input): Answer {
  const { clock, log } = simulator;
  const fields = new FieldReader(input);
  fields.refuseOthers(MOVES);
  const range = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const seconds = fields.number('advanceSeconds', range);
  const hours = fields.number('advanceHours', range);
  const set = fields.text('set');
  const target = set === null ? null : Date.parse(set);
  if (target !== null && !Number.isFinite(target))
    fields.problem('set', 'must be an ISO 8601 time, e.g. 2030-01-31T12:00:00Z');
  const given = [seconds, hours, set].filter((value) => value !== null).length;
  if (given !== 1 && fields.problems.length === 0)
    fields.problem('advanceSeconds', `is one of ${MOVES.join(', ')}: give exactly one of them`);
  fields.refuseProblems();
  clock.advanceBy(target === null ? (seconds ?? (hours ?? 0) * 3600) * 1000 : target - clock.now());
  const fired = simulator.fireDue();
  log(`clock is ${new Date(clock.now()).toISOString()}; what fell due: ${fired}`);
  return indentedJson(200, { ...showClock(simulator), fired });
}

function setFault({ faults, log }: Controlled, input: Input): Answer {
  const fault = faults.set(input);
  log(`faults: ${fault.mode}`);
  return indentedJson(200, fault);
}

function setWebhooks(simulator: Controlled, input: Input): Answer {
  const switches = readSwitches(new FieldReader(input), simulator.switches());
  simulator.setSwitches(switches);
  return indentedJson(200, switches);
}

function redeliver(simulator: Controlled, input: Input): Result {
  const fields = new FieldReader(input);
  fields.refuseOthers(['eventId']);
  const id = fields.text('eventId');
  if (id === null) fields.problem('eventId', 'must be the id of an event, such as evt_…');
  fields.refuseProblems();
  if (simulator.webhookUrl === undefined) {
    const message = `The ${simulator.name} was started without a webhook address, so nothing can be sent.`;
    throw new Refusal(409, 'WEBHOOK.NO_URL', message);
  }
  return simulator.redeliver(id ?? '');
}

function reset(simulator: Controlled, input: Input): Answer {
  new FieldReader(input).refuseOthers([]);
  simulator.reset();
  simulator.log('reset: everything is forgotten');
  return indentedJson(200, { reset: true });
}

/**
 * The switches need no key, so a page from elsewhere, open in the developer's browser, must not use them.
 *
 * @throws Refusal 403 when a browser says that the call comes from a page that is not on this machine.
 */
function checkOrigin(origin: string | undefined): void {
  if (isForeignOrigin(origin))
    throw new Refusal(403, 'FORBIDDEN', 'Only pages on this machine may drive the simulator.');
}
