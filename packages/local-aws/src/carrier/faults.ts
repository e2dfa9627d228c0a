import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { html, json, send } from './answer.ts';
import { CarrierError } from './carrier-error.ts';
import { NO_FAULT, type FaultSwitch, type SimulatorState } from './simulator-state.ts';

const SLOW_MS = 3000;

/** The fault that hits this call, if any; it counts the call. */
export function takeFault(state: SimulatorState, path: string): FaultSwitch | undefined {
  const fault = state.faults;
  if (fault.mode === 'none' || (fault.path !== null && !path.startsWith(fault.path))) return undefined;
  if (fault.count !== null) {
    state.faults = fault.count <= 1 ? { ...NO_FAULT } : { ...fault, count: fault.count - 1 };
  }
  return fault;
}

/** Lets a slow call wait: the time of the switch, or three seconds. */
export const waitForSlow = (fault: FaultSwitch, stopped: AbortSignal): Promise<void> =>
  pause(fault.delayMs ?? SLOW_MS, undefined, { signal: stopped }).catch(() => undefined);

const SPOILT = {
  error: () =>
    json(
      500,
      new CarrierError(
        500,
        'INTERNAL_SERVER_ERROR',
        'The simulator was told to answer with an error.',
      ).body(),
    ),
  'rate-limit': () =>
    json(
      429,
      new CarrierError(429, 'RATE_LIMITED', 'Too many requests. The simulator was told to say so.').body(),
      {
        'retry-after': '1',
      },
    ),
  garbage: () => ({ status: 200, type: 'application/json; charset=utf-8', body: '{"id":"shp_' }),
  html: () =>
    html(
      502,
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    ),
} as const;

/** Spoils the answer in the way of the switch. `timeout` never answers: it hangs up after `delayMs`, if that is set. */
export async function spoilAnswer(
  response: ServerResponse,
  fault: FaultSwitch,
  stopped: AbortSignal,
): Promise<void> {
  if (fault.mode === 'none' || fault.mode === 'slow') return;
  if (fault.mode !== 'timeout') {
    if (fault.delayMs !== null) await waitForSlow(fault, stopped);
    send(response, SPOILT[fault.mode]());
    return;
  }
  if (fault.delayMs === null) return; // the caller gives up, or the simulator stops
  await waitForSlow(fault, stopped);
  response.destroy();
}
