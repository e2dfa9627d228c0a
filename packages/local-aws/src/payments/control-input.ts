import { FAULT_MODES, type FaultMode } from './faults.ts';
import type { WebhookSettings } from './webhook-sender.ts';

export type ControlInput = Readonly<Record<string, unknown>>;

/** A test switch was asked for something that it cannot do. */
export class BadControlInput extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.name = 'BadControlInput';
    this.status = status;
  }
}

/** Reads the body of a switch: JSON from a test, or the form on the index page. */
export function parseControlInput(body: string, type = ''): ControlInput {
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries([...new URLSearchParams(body)].filter(([, value]) => value !== ''));
  }
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new BadControlInput(
      `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ControlInput;
  throw new BadControlInput('The body must be a JSON object.');
}

export function readFault(input: ControlInput): {
  mode: FaultMode;
  delayMs?: number;
  count?: number;
  path?: string;
} {
  refuseOthers(input, ['mode', 'delayMs', 'count', 'path']);
  const mode = FAULT_MODES.find((candidate) => candidate === input['mode']);
  if (mode === undefined) throw new BadControlInput(`mode must be one of ${FAULT_MODES.join(', ')}.`);
  const delayMs = readCount(input, 'delayMs', 0);
  const count = readCount(input, 'count', 1);
  const path = input['path'];
  if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/v1/'))) {
    throw new BadControlInput('path must begin with /v1/, because faults concern the API only.');
  }
  return {
    mode,
    ...(delayMs !== undefined && { delayMs }),
    ...(count !== undefined && { count }),
    ...(path !== undefined && { path }),
  };
}

export function readWebhookSettings(input: ControlInput): Partial<WebhookSettings> {
  const names = ['paused', 'duplicate', 'reverse'] as const;
  refuseOthers(input, names);
  const given = names.filter((name) => input[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => {
      const value = input[name];
      if (typeof value !== 'boolean') throw new BadControlInput(`${name} must be true or false.`);
      return [name, value];
    }),
  );
}

export function readEventId(input: ControlInput): string {
  refuseOthers(input, ['eventId']);
  const id = input['eventId'];
  if (typeof id === 'string') return id;
  throw new BadControlInput('eventId must be the id of an event, such as evt_….');
}

function readCount(input: ControlInput, name: string, min: number): number | undefined {
  if (input[name] === undefined) return undefined;
  const value = Number(input[name]);
  if (Number.isInteger(value) && value >= min && value <= 86_400_000) return value;
  throw new BadControlInput(`${name} must be a whole number from ${min}.`);
}

function refuseOthers(input: ControlInput, known: readonly string[]): void {
  const other = Object.keys(input).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new BadControlInput(`${other} is not known here; known: ${known.join(', ')}.`);
}
