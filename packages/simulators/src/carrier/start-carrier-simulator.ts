import type { Answer } from '../kit/answer.ts';
import { movableClock } from '../kit/clock.ts';
import { answerControl } from '../kit/control.ts';
import { FaultSwitch } from '../kit/faults.ts';
import { Refusal } from '../kit/refusal.ts';
import { matchRoute, type Route } from '../kit/routes.ts';
import { type Call, type Service, SimulatorServer } from '../kit/server.ts';
import { startTicks } from '../kit/ticks.ts';
import { StateFile } from '../kit/state-file.ts';
import { WebhookSender } from '../kit/webhook-sender.ts';
import { answerApiCall, CARRIER, EASYPOST_FAULTS, refuse } from './api/answer-api-call.ts';
import { emptyState, parseState, type ShipmentRecord } from './carrier-state.ts';
import { CONTROL_PAGE, controlled } from './control/control.ts';
import { indexPage } from './pages/index-page.ts';
import { labelPage } from './pages/label-page.ts';
import { labelPdf } from './pages/label-pdf.ts';
import type { Simulator } from './simulator.ts';
import { fireDueSteps } from './tracking/move-parcels.ts';
import { ANSWER_WITHIN_MS, eventOutbox } from './webhooks/deliveries.ts';

export interface CarrierSimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on; loopback when it is not given. */
  host?: string | undefined;
  /** Where tracker events are sent; without it they are only kept. */
  webhookUrl?: string | undefined;
  /** Signs the events; the receiver needs the same. */
  webhookSecret: string;
  /** The key that callers must send; without it any key is taken. */
  apiKey?: string | undefined;
  /** Keeps the state from run to run; without it the state is gone with the process. */
  dataFile?: string | undefined;
  /** Lets parcels move by themselves, one step in so many real seconds; without it only moves of the clock do that. */
  autoAdvance?: { stepSeconds: number } | undefined;
  log?: ((line: string) => void) | undefined;
}

export interface CarrierSimulator {
  url: string;
  port: number;
  /** Closes every connection and keeps the state, if there is a data file. */
  stop(): Promise<void>;
}

/**
 * Starts a server that speaks EasyPost's v2 API for shipments and trackers, as the local shop's carrier.
 *
 * @throws Error when an option is wrong, the port is taken, or the data file cannot be used; the message says what to do.
 */
export async function startCarrierSimulator(options: CarrierSimulatorOptions): Promise<CarrierSimulator> {
  checkOptions(options);
  const { dataFile, autoAdvance, webhookUrl, webhookSecret: secret, log = () => undefined } = options;
  const file = new StateFile({ name: CARRIER, file: dataFile, log });
  const state = (await file.load(parseState)) ?? emptyState();
  file.keep(() => state);
  const changed = (): void => file.saveSoon();
  const portVariable = 'CARTLESS_PORT_CARRIER';
  const server = await SimulatorServer.listen({
    name: CARRIER,
    port: options.port,
    host: options.host,
    portVariable,
    log,
  });
  const sender = new WebhookSender({
    url: webhookUrl,
    timeoutMs: ANSWER_WITHIN_MS,
    outbox: eventOutbox({ url: webhookUrl, secret, state, log, changed }),
    switches: () => state.webhooks,
  });
  const simulator: Simulator = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch(state, EASYPOST_FAULTS, server.stopped),
    url: `http://127.0.0.1:${server.port}`,
    webhookUrl,
    apiKey: options.apiKey,
    stepSeconds: autoAdvance?.stepSeconds,
    log,
    save: () => file.save(),
    wakeWebhooks: () => sender.wake(),
  };
  server.serve(serviceOf(simulator));
  sender.wake();
  const ticks = autoAdvance && startTicks(autoAdvance.stepSeconds, () => fireDueSteps(simulator), changed);
  const stop = async (): Promise<void> => {
    clearInterval(ticks);
    await sender.stop();
    await server.stop();
    await file.save();
  };
  return { url: simulator.url, port: server.port, stop };
}

function serviceOf(simulator: Simulator): Service {
  const controls = controlled(simulator);
  const pages: readonly Route<(call: Call, value: string) => Answer>[] = [
    {
      method: 'GET',
      path: '/',
      run: ({ request, url }) =>
        indexPage(simulator, controls, {
          acceptLanguage: request.headers['accept-language'],
          done: url.searchParams.has('done'),
        }),
    },
    { method: 'GET', path: '/labels/:id', run: (_, id) => labelPage(findLabelled(simulator, id)) },
    { method: 'GET', path: '/labels/:id/pdf', run: (_, id) => labelPdf(findLabelled(simulator, id)) },
  ];
  const answer = (call: Call): Answer | Promise<Answer> => {
    if (/^\/v2(\/|$)/.test(call.path)) return answerApiCall(simulator, call);
    if (call.path.startsWith('/_control/')) return answerControl(controls, CONTROL_PAGE, call);
    const { route, values } = matchRoute(pages, call, CARRIER);
    return route.run(call, values[0] ?? '');
  };
  return { answer, refuse };
}

function findLabelled({ state }: Simulator, labelId: string): ShipmentRecord {
  const found = state.shipments.find(({ label }) => label?.id === labelId);
  if (found === undefined) throw new Refusal(404, 'NOT_FOUND', `There is no label ${labelId.slice(0, 60)}.`);
  return found;
}

function checkOptions({ webhookUrl, webhookSecret, autoAdvance }: CarrierSimulatorOptions): void {
  if (webhookUrl !== undefined && !/^https?:$/.test(URL.parse(webhookUrl)?.protocol ?? '')) {
    throw new Error(`The carrier simulator's webhookUrl is "${webhookUrl}". Give a whole http:// address.`);
  }
  if (webhookUrl !== undefined && webhookSecret === '') {
    throw new Error('The carrier simulator needs a webhookSecret to sign its webhooks with.');
  }
  if (autoAdvance !== undefined && !(autoAdvance.stepSeconds > 0 && autoAdvance.stepSeconds <= 86_400)) {
    throw new Error('autoAdvance.stepSeconds must be more than 0 and at most 86400.');
  }
}
