import {
  BadControlInput,
  type ControlInput,
  parseControlInput,
  readEventId,
  readFault,
  readWebhookSettings,
} from './control-input.ts';
import { type HttpExchange, readBody, redirect, sendText } from './http-exchange.ts';
import { clearState } from './payment-state.ts';
import type { Simulator } from './simulator.ts';

const FORM = 'application/x-www-form-urlencoded';

type ControlSwitch = (simulator: Simulator, input: ControlInput) => object | Promise<object>;

const SWITCHES: Readonly<Record<string, ControlSwitch>> = {
  'GET /_control/state': showState,
  'POST /_control/faults': setFault,
  'POST /_control/webhooks': setWebhooks,
  'POST /_control/redeliver': redeliver,
  'POST /_control/reset': reset,
};

/** Answers the test switches under `/_control/`: JSON for tests, a redirect to the index page for its forms. */
export async function answerControl(simulator: Simulator, exchange: HttpExchange): Promise<void> {
  const { request, method, url } = exchange;
  const type = request.headers['content-type'];
  const fromPage = type?.startsWith(FORM) ?? false;
  try {
    const run = SWITCHES[`${method} ${url.pathname}`];
    if (run === undefined) {
      const known = Object.keys(SWITCHES).join(', ');
      throw new BadControlInput(`There is no ${method} ${url.pathname}; there are: ${known}.`, 404);
    }
    const input = parseControlInput(await readBody(request), type);
    const result = await run(simulator, fromPage ? withCheckboxes(url.pathname, input) : input);
    if (fromPage) return redirect(exchange, `${simulator.publicUrl}/`);
    sendText(exchange, 200, 'application/json', JSON.stringify(result, null, 2));
  } catch (error) {
    if (!(error instanceof BadControlInput)) throw error;
    sendText(exchange, error.status, 'application/json', JSON.stringify({ error: error.message }, null, 2));
  }
}

// A form leaves out a box that is not ticked.
function withCheckboxes(path: string, input: ControlInput): ControlInput {
  if (path !== '/_control/webhooks') return input;
  return Object.fromEntries(['paused', 'duplicate', 'reverse'].map((name) => [name, input[name] === 'on']));
}

function showState({ state, faults, webhooks }: Simulator): object {
  return {
    faults: faults.current,
    webhooks: { url: webhooks.url ?? null, ...webhooks.settings },
    sessions: [...state.sessions.values()].map(({ session, lineItems }) => ({
      ...session,
      line_items: lineItems,
    })),
    paymentIntents: [...state.paymentIntents.values()],
    charges: [...state.charges.values()],
    refunds: [...state.refunds.values()],
    events: [...state.events.values()],
    deliveries: [...state.deliveries.values()],
  };
}

function setFault({ faults }: Simulator, input: ControlInput): object {
  faults.set(readFault(input));
  return faults.current;
}

function setWebhooks({ webhooks }: Simulator, input: ControlInput): object {
  webhooks.configure(readWebhookSettings(input));
  return webhooks.settings;
}

async function redeliver({ state, webhooks }: Simulator, input: ControlInput): Promise<object> {
  const id = readEventId(input);
  const event = state.events.get(id);
  if (event === undefined) throw new BadControlInput(`There is no event ${id}.`, 404);
  if (webhooks.url === undefined)
    throw new BadControlInput('The simulator was started without a webhook address.');
  return webhooks.redeliver(event);
}

function reset({ state, faults, webhooks, changed }: Simulator): object {
  webhooks.forgetAll();
  faults.set({ mode: 'none' });
  clearState(state);
  changed();
  return { reset: true };
}
