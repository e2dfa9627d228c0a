import { readFields, refuseProblems, refuseUnknownFields, type Input } from './input-fields.ts';
import { fireDueSteps } from './move-parcels.ts';
import type { Simulator } from './simulator.ts';
import { FAULT_MODES, NO_FAULT, type FaultSwitch, type WebhookSwitches } from './simulator-state.ts';

const INVALID = 'The control request is not valid.';
const MANY = 1_000_000;
const MOVES = ['advanceSeconds', 'advanceHours', 'set'] as const;

/**
 * Moves the clock forward and carries out everything that falls due. Returns how many steps parcels took.
 *
 * @throws CarrierError 422 when the move is not exactly one of the three kinds, or goes back.
 */
export function moveClock(simulator: Simulator, input: Input): number {
  refuseUnknownFields(input, MOVES);
  const fields = readFields(input);
  const range = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const seconds = fields.number('advanceSeconds', range);
  const hours = fields.number('advanceHours', range);
  const set = fields.text('set');
  const target = set === null ? null : Date.parse(set);
  if (target !== null && !Number.isFinite(target))
    fields.problem('set', 'must be an ISO 8601 time, e.g. 2030-01-31T12:00:00Z');
  const given = [seconds, hours, set].filter((value) => value !== null).length;
  if (given !== 1 && fields.problems.length === 0)
    fields.problem('advanceSeconds', `give exactly one of ${MOVES.join(', ')}`);
  refuseProblems(fields.problems, 'CONTROL.INVALID', INVALID);
  const move = target === null ? (seconds ?? (hours ?? 0) * 3600) * 1000 : target - simulator.clock.now();
  simulator.clock.advanceBy(move);
  const fired = fireDueSteps(simulator);
  simulator.log(`clock is ${new Date(simulator.clock.now()).toISOString()}; parcels took ${fired} steps`);
  return fired;
}

/** Sets how API calls go wrong from now on. */
export function setFaults(simulator: Simulator, input: Input): FaultSwitch {
  refuseUnknownFields(input, ['mode', 'delayMs', 'count', 'path', 'takesEffect']);
  const fields = readFields(input);
  const mode = fields.oneOf('mode', FAULT_MODES);
  const fault = {
    mode: mode ?? 'none',
    delayMs: fields.number('delayMs', { min: 0, max: 600_000 }),
    count: fields.number('count', { min: 1, max: MANY }),
    path: fields.text('path'),
    takesEffect: fields.boolean('takesEffect') ?? false,
  } satisfies FaultSwitch;
  if (fault.count !== null && !Number.isInteger(fault.count))
    fields.problem('count', 'must be a whole number');
  if (mode === null && fields.problems.length === 0)
    fields.problem('mode', `is required: one of ${FAULT_MODES.join(', ')}`);
  if (fault.path !== null && !fault.path.startsWith('/'))
    fields.problem('path', 'must start with /, e.g. /v2/shipments');
  refuseProblems(fields.problems, 'CONTROL.INVALID', INVALID);
  simulator.state.faults = fault.mode === 'none' ? { ...NO_FAULT } : fault;
  simulator.log(`faults: ${fault.mode}`);
  return simulator.state.faults;
}

/** Sets how webhooks are sent; a switch that is not named keeps its place. What waits for a retry is tried at once. */
export function setWebhooks(simulator: Simulator, input: Input): WebhookSwitches {
  refuseUnknownFields(input, ['paused', 'duplicate', 'reverse']);
  const fields = readFields(input);
  const { state } = simulator;
  const switches: WebhookSwitches = {
    paused: fields.boolean('paused') ?? state.webhooks.paused,
    duplicate: fields.boolean('duplicate') ?? state.webhooks.duplicate,
    reverse: fields.boolean('reverse') ?? state.webhooks.reverse,
  };
  refuseProblems(fields.problems, 'CONTROL.INVALID', INVALID);
  state.webhooks = switches;
  for (const event of state.events) event.nextAttemptAt = 0;
  simulator.wakeWebhooks();
  return switches;
}
