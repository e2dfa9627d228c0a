import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portVariable } from '../ports.ts';
import { answerApiCall } from './answer-api-call.ts';
import { answerControl } from './answer-control.ts';
import { answerPayPage } from './answer-pay-page.ts';
import { FaultSwitch } from './faults.ts';
import { BodyTooLarge, type HttpExchange, sendText } from './http-exchange.ts';
import type { CallsInFlight } from './idempotency.ts';
import { indexPageHtml } from './index-page-html.ts';
import { sendPage } from './page-frame.ts';
import { emptyState } from './payment-state.ts';
import { expireDueSessions } from './settle-session.ts';
import type { Simulator } from './simulator.ts';
import { loadState, StateFile } from './state-file.ts';
import { WebhookSender } from './webhook-sender.ts';

const HOST = '127.0.0.1';
const EXPIRY_CHECK_MS = 250;
const STRIPE_MINIMUM_SESSION_SECONDS = 30 * 60;

export interface PaymentSimulatorOptions {
  /** The port to listen on; 0 takes any free one. */
  readonly port: number;
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
  stop(): Promise<void>;
}

/**
 * Starts a payment provider on this machine that the official `stripe` SDK can speak to, with a hosted payment page,
 * refunds, signed webhooks, and switches that make it misbehave.
 *
 * @throws Error when the port is taken, or when the data file cannot be read.
 */
export async function startPaymentSimulator(options: PaymentSimulatorOptions): Promise<PaymentSimulator> {
  const { dataFile, log = () => undefined } = options;
  const state = dataFile === undefined ? emptyState() : loadState(dataFile);
  const file = dataFile === undefined ? undefined : new StateFile(dataFile, state, log);
  const changed = (): void => file?.saveSoon();
  const stopping = new AbortController();
  const server = createServer();
  const port = await listen(server, options.port);
  const url = (options.publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, '');
  const { webhookUrl, webhookSecret: secret } = options;
  const simulator: Simulator = {
    state,
    faults: new FaultSwitch(),
    webhooks: new WebhookSender({ state, url: webhookUrl, secret, log, changed }),
    publicUrl: url,
    secretKey: options.secretKey,
    minimumSessionSeconds: options.minimumSessionSeconds ?? STRIPE_MINIMUM_SESSION_SECONDS,
    stopped: stopping.signal,
    log,
    changed,
  };
  const inFlight: CallsInFlight = new Map();
  server.on('request', (request, response) => void answer(simulator, inFlight, request, response));
  const expiry = setInterval(() => expireDueSessions(simulator), EXPIRY_CHECK_MS);
  if (webhookUrl !== undefined) simulator.webhooks.resume();
  return {
    url,
    port,
    stop: async () => {
      clearInterval(expiry);
      stopping.abort();
      await simulator.webhooks.stop();
      await close(server);
      await file?.flush();
    },
  };
}

async function answer(
  simulator: Simulator,
  inFlight: CallsInFlight,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const url = URL.parse(request.url ?? '/', 'http://simulator');
  try {
    if (url === null) return void response.writeHead(400).end('This address cannot be read.\n');
    await route(simulator, inFlight, { request, response, method, url });
  } catch (error) {
    const [status, message] =
      error instanceof BodyTooLarge
        ? [413, error.message]
        : [500, `The payment simulator failed: ${String(error)}`];
    if (status === 500 && !request.destroyed)
      simulator.log(error instanceof Error ? `${error.stack}` : message);
    if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${message}\n`);
  }
}

async function route(simulator: Simulator, inFlight: CallsInFlight, exchange: HttpExchange): Promise<void> {
  const path = exchange.url.pathname;
  if (path.startsWith('/pay/')) return answerPayPage(simulator, exchange);
  if (path.startsWith('/_control/')) return answerControl(simulator, exchange);
  if (path !== '/' && path !== '/favicon.ico') return answerApiCall(simulator, inFlight, exchange);
  if (path === '/favicon.ico') return sendText(exchange, 404, 'text/plain', 'There is no icon.\n');
  const body = indexPageHtml(simulator);
  sendPage(exchange, { language: 'en', title: 'Payment simulator', wide: true, body });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} for the payment simulator is taken. Set ${portVariable('payments')} to another one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken, { cause: error }) : error);
    });
    server.listen(port, HOST, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
