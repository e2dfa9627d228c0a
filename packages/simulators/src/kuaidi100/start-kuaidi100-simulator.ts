import type { Answer } from '../kit/answer.ts';
import { movableClock } from '../kit/clock.ts';
import { answerControl } from '../kit/control.ts';
import { FaultSwitch } from '../kit/faults.ts';
import { matchRoute, type Route } from '../kit/routes.ts';
import { type Call, type Service, SimulatorServer } from '../kit/server.ts';
import { startTicks } from '../kit/ticks.ts';
import { StateFile } from '../kit/state-file.ts';
import { WebhookSender } from '../kit/webhook-sender.ts';
import { answerApiCall, KUAIDI100, KUAIDI100_FAULTS, refuse } from './api.ts';
import { CONTROL_PAGE, controlled } from './control.ts';
import { emptyState, parseState } from './kuaidi100-state.ts';
import { indexPage, labelPage } from './pages.ts';
import { fireDueScans, findParcel } from './parcels.ts';
import { ANSWER_WITHIN_MS, pushOutbox } from './pushes.ts';
import type { Account, Simulator } from './simulator.ts';

export interface Kuaidi100SimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on; loopback when it is not given. */
  host?: string | undefined;
  /** What callers must sign with; without it any signature is taken. */
  account?: Account | undefined;
  /** Keeps the state from run to run; without it the state is gone with the process. */
  dataFile?: string | undefined;
  /** Lets parcels move by themselves, one step in so many real seconds; without it only moves of the clock do that. */
  autoAdvance?: { stepSeconds: number } | undefined;
  log?: ((line: string) => void) | undefined;
}

export interface Kuaidi100Simulator {
  url: string;
  port: number;
  /** Closes every connection and keeps the state, if there is a data file. */
  stop(): Promise<void>;
}

/**
 * Starts a server that speaks the API of Kuaidi100 for labels, subscriptions and questions, as the local shop's carrier of China.
 * Where its pushes go is said by each subscription.
 *
 * @throws Error when the port is taken, or the data file cannot be used; the message says what to do.
 */
export async function startKuaidi100Simulator(
  options: Kuaidi100SimulatorOptions,
): Promise<Kuaidi100Simulator> {
  const { dataFile, autoAdvance, log = () => undefined } = options;
  const file = new StateFile({ name: KUAIDI100, file: dataFile, log });
  const state = (await file.load(parseState)) ?? emptyState();
  file.keep(() => state);
  const changed = (): void => file.saveSoon();
  const server = await SimulatorServer.listen({
    name: KUAIDI100,
    port: options.port,
    host: options.host,
    portVariable: 'CARTLESS_PORT_KUAIDI100',
    log,
  });
  const sender = new WebhookSender({
    url: undefined,
    timeoutMs: ANSWER_WITHIN_MS,
    outbox: pushOutbox({ state, log, changed }),
    switches: () => state.webhooks,
  });
  const simulator: Simulator = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch(state, KUAIDI100_FAULTS, server.stopped),
    url: `http://127.0.0.1:${server.port}`,
    account: options.account,
    stepSeconds: autoAdvance?.stepSeconds,
    log,
    save: () => file.save(),
    wakePushes: () => sender.wake(),
  };
  server.serve(serviceOf(simulator));
  sender.wake();
  const ticks = autoAdvance && startTicks(autoAdvance.stepSeconds, () => fireDueScans(simulator), changed);
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
    { method: 'GET', path: '/labels/:number', run: (_, number) => labelPage(findParcel(simulator, number)) },
  ];
  const answer = (call: Call): Answer | Promise<Answer> => {
    if (/^\/(poll|label)(\/|$)/.test(call.path)) return answerApiCall(simulator, call);
    if (call.path.startsWith('/_control/')) return answerControl(controls, CONTROL_PAGE, call);
    const { route, values } = matchRoute(pages, call, KUAIDI100);
    return route.run(call, values[0] ?? '');
  };
  return { answer, refuse };
}
