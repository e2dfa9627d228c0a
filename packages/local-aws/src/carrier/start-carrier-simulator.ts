import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portVariable } from '../ports.ts';
import { handleRequest } from './handle-request.ts';
import { fireDueSteps } from './move-parcels.ts';
import { simulatorClock } from './simulator-clock.ts';
import type { Simulator } from './simulator.ts';
import { emptyState } from './simulator-state.ts';
import { loadState, noStateFile, stateFile } from './state-file.ts';
import { webhookSender } from './webhook-sender.ts';

export interface CarrierSimulatorOptions {
  /** 0 takes any free port. */
  port: number;
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

const HOST = '127.0.0.1';
const LONGEST_TICK_MS = 250;

/**
 * Starts a server that speaks EasyPost's v2 API for shipments and trackers, as the local shop's carrier.
 *
 * @throws Error when an option is wrong, the port is taken, or the data file cannot be used; the message says what to do.
 */
export async function startCarrierSimulator(options: CarrierSimulatorOptions): Promise<CarrierSimulator> {
  checkOptions(options);
  const { dataFile, autoAdvance, log = () => undefined } = options;
  const state = dataFile === undefined ? emptyState() : await loadState(dataFile);
  const file = dataFile === undefined ? noStateFile : stateFile(dataFile, () => state);
  const stopped = new AbortController();
  const saveLater = (): void => {
    file.save().catch((error: Error) => log(`the data file could not be written: ${error.message}`));
  };
  const sender = webhookSender({
    url: options.webhookUrl,
    secret: options.webhookSecret,
    events: () => state.events,
    switches: () => state.webhooks,
    changed: saveLater,
    log,
  });
  let url = '';
  const simulator: Simulator = {
    state,
    clock: simulatorClock(state),
    url: () => url,
    webhookUrl: options.webhookUrl,
    apiKey: options.apiKey,
    stepSeconds: autoAdvance?.stepSeconds,
    log,
    wakeWebhooks: () => sender.wake(),
  };
  const context = { simulator, save: () => file.save(), stopped: stopped.signal };
  const server = createServer((request, response) => void handleRequest(context, request, response));
  const port = await listen(server, options.port);
  url = `http://${HOST}:${port}`;
  sender.wake();
  const ticks = autoAdvance && startTicks(simulator, autoAdvance.stepSeconds, saveLater);
  return {
    url,
    port,
    stop: async () => {
      stopped.abort();
      clearInterval(ticks);
      sender.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await file.save();
    },
  };
}

function startTicks(simulator: Simulator, stepSeconds: number, changed: () => void): NodeJS.Timeout {
  const tick = (): void => {
    if (fireDueSteps(simulator) > 0) changed();
  };
  return setInterval(tick, Math.min(LONGEST_TICK_MS, (stepSeconds * 1000) / 4));
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

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} for the carrier simulator is taken. Set ${portVariable('carrier')} to a free one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken, { cause: error }) : error);
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}
