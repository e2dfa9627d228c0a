import type { Answer } from '../kit/answer.ts';
import { movableClock } from '../kit/clock.ts';
import { answerControl } from '../kit/control.ts';
import { FaultSwitch, NO_FAULT } from '../kit/faults.ts';
import { type Call, type Service, SimulatorServer } from '../kit/server.ts';
import { StateFile } from '../kit/state-file.ts';
import { answerApiCall, STRIPE_FAULTS } from './api/answer-api-call.ts';
import { asApiError } from './api/api-error.ts';
import type { CallsInFlight } from './api/idempotency.ts';
import { controlled, controlPage } from './control/control.ts';
import { answerPayPage } from './pages/answer-pay-page.ts';
import { indexPage } from './pages/index-page.ts';
import { emptyState, parseState, savedState } from './payment-state.ts';
import { expireDueSessions } from './sessions/settle-session.ts';
import type { Simulator } from './simulator.ts';
import { Deliveries } from './webhooks/deliveries.ts';

const EXPIRY_CHECK_MS = 250;
const STRIPE_MINIMUM_SESSION_SECONDS = 30 * 60;

export interface PaymentSimulatorOptions {
  /** The port to listen on; 0 takes any free one. */
  readonly port: number;
  /** The address to listen on; loopback when it is not given. */
  readonly host?: string;
  /** Where shoppers reach the hosted page, when not at `http://localhost:<port>`. */
  readonly publicUrl?: string;
  /** Where events are sent. Without it, events are only listed. */
  readonly webhookUrl?: string;
  /** The secret that signs the events, `whsec_…`. */
  readonly webhookSecret: string;
  /** The only secret key accepted. Without it, every `sk_test_…` key is. */
  readonly secretKey?: string;
  /** Where the state is kept between runs. Without it, the state lives in memory. */
  readonly dataFile?: string;
  /** The shortest life of a session; Stripe's 30 minutes unless a test needs less. */
  readonly minimumSessionSeconds?: number;
  readonly log?: (line: string) => void;
}

export interface PaymentSimulator {
  readonly url: string;
  readonly port: number;
  /** The address to listen on; loopback when it is not given. */
  readonly host?: string;
  stop(): Promise<void>;
}

/**
 * Starts a payment provider on this machine that the official `stripe` SDK can speak to, with a hosted payment page,
 * refunds, signed webhooks, and switches that make it misbehave.
 *
 * @throws Error when the port is taken, or when the data file cannot be read.
 */
export async function startPaymentSimulator(options: PaymentSimulatorOptions): Promise<PaymentSimulator> {
  const { dataFile, webhookUrl, webhookSecret: secret, log = () => undefined } = options;
  const name = 'payment simulator';
  const file = new StateFile({ name, file: dataFile, log });
  const state = (await file.load(parseState)) ?? emptyState();
  file.keep(() => savedState(state));
  const changed = (): void => file.saveSoon();
  const portVariable = 'CARTLESS_PORT_PAYMENTS';
  const server = await SimulatorServer.listen({
    name,
    port: options.port,
    host: options.host,
    portVariable,
    log,
  });
  const url = (options.publicUrl ?? `http://localhost:${server.port}`).replace(/\/+$/, '');
  const simulator: Simulator = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch({ faults: NO_FAULT }, STRIPE_FAULTS, server.stopped),
    deliveries: new Deliveries({ state, url: webhookUrl, secret, log, changed }),
    publicUrl: url,
    secretKey: options.secretKey,
    minimumSessionSeconds: options.minimumSessionSeconds ?? STRIPE_MINIMUM_SESSION_SECONDS,
    log,
    changed,
  };
  server.serve(serviceOf(simulator));
  const expiry = setInterval(() => expireDueSessions(simulator), EXPIRY_CHECK_MS);
  if (webhookUrl !== undefined) simulator.deliveries.resume();
  const stop = async (): Promise<void> => {
    clearInterval(expiry);
    await simulator.deliveries.stop();
    await server.stop();
    await file.save();
  };
  return { url, port: server.port, stop };
}

function serviceOf(simulator: Simulator): Service {
  const inFlight: CallsInFlight = new Map();
  const controls = controlled(simulator);
  const answer = async (call: Call): Promise<Answer> => {
    const { path, request } = call;
    if (path.startsWith('/pay/')) return answerPayPage(simulator, call);
    if (path.startsWith('/_control/')) return answerControl(controls, controlPage(simulator), call);
    if (path === '/favicon.ico') return { status: 404, type: 'text/plain', body: 'There is no icon.\n' };
    if (path === '/') return indexPage(simulator, controls, request.headers['accept-language']);
    return answerApiCall(simulator, inFlight, call);
  };
  return { answer, refuse: (refusal) => asApiError(refusal).toAnswer() };
}
