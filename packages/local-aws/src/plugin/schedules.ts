import { randomUUID } from 'node:crypto';
import type { Invoke } from '../event-sources/index.ts';
import { ACCOUNT_ID, REGION } from '../local-account.ts';
import { isRecord } from '../provision/template.ts';
import { readSchedule } from './schedule-expression.ts';
import type { IsDue } from './schedule-expression.ts';
import type { FunctionDefinition, PluginLog } from './serverless-api.ts';

const MINUTE_MS = 60_000;

/** One schedule of one function. */
export interface Schedule {
  readonly key: string;
  readonly isDue: IsDue;
  readonly event: (time: Date) => unknown;
}

/**
 * Takes the schedules out of the functions' events. serverless-offline would run them in local time, count the days of
 * the week from 0, and not know rates such as 90 minutes.
 *
 * @throws Error naming the function when a schedule has a setting that is not known.
 */
export function takeSchedules(functions: Readonly<Record<string, FunctionDefinition>>): readonly Schedule[] {
  const startMinute = currentMinute();
  return Object.entries(functions).flatMap(([key, definition]) => {
    const events = definition.events ?? [];
    const schedules = events.flatMap((event) => scheduleOf(event));
    definition.events = events.filter((event) => scheduleOf(event).length === 0);
    try {
      return schedules.flatMap((settings) => readSettings(key, settings, startMinute));
    } catch (error) {
      throw new Error(`functions.${key}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** Invokes the functions whose schedules are due, at the start of each minute. @returns a function that ends it. */
export function startSchedules(
  schedules: readonly Schedule[],
  invokerOf: (key: string) => Invoke,
  log: PluginLog,
): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const fire = async ({ key, event }: Schedule, time: Date): Promise<void> => {
    const result = await invokerOf(key)(event(time));
    if (!result.ok) log.error(`The scheduled function ${key} failed: ${result.error}`);
  };
  const tick = (): void => {
    const minute = currentMinute();
    for (const schedule of schedules) {
      if (!schedule.isDue(minute)) continue;
      const run = fire(schedule, new Date(minute * MINUTE_MS)).finally(() => running.delete(run));
      running.add(run);
    }
    timer = setTimeout(tick, (minute + 1) * MINUTE_MS - Date.now());
  };
  let timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS));
  return async () => {
    clearTimeout(timer);
    await Promise.all(running);
  };
}

/** `schedule:` and `eventBridge: { schedule }` mean the same. */
function scheduleOf(event: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (event['schedule'] !== undefined) return [event['schedule']];
  const bridge = event['eventBridge'];
  if (!isRecord(bridge) || bridge['schedule'] === undefined) return [];
  const { schedule, ...others } = bridge;
  return [{ ...others, rate: schedule }];
}

const KNOWN = [
  'rate',
  'enabled',
  'input',
  'name',
  'description',
  'method',
  'roleArn',
  'groupName',
  'timezone',
];

function readSettings(key: string, settings: unknown, startMinute: number): readonly Schedule[] {
  if (!isRecord(settings))
    return [{ key, isDue: readSchedule(String(settings), startMinute), event: scheduledEvent }];
  const unknown = Object.keys(settings).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0)
    throw new Error(`schedule has ${unknown.join(', ')}, which the local account does not know`);
  const { rate, enabled, input, timezone = 'UTC' } = settings;
  if (timezone !== 'UTC')
    throw new Error(`schedule has timezone ${JSON.stringify(timezone)}; locally it is always UTC`);
  if (enabled === false) return [];
  const event = input === undefined ? scheduledEvent : (): unknown => readInput(input);
  return [rate].flat().map((entry) => ({ key, isDue: readSchedule(String(entry), startMinute), event }));
}

function readInput(input: unknown): unknown {
  if (isRecord(input) && typeof input['body'] === 'string') return JSON.parse(input['body']);
  return typeof input === 'string' ? JSON.parse(input) : input;
}

const scheduledEvent = (time: Date): unknown => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT_ID,
  time: time.toISOString().replace('.000Z', 'Z'),
  region: REGION,
  resources: [],
  detail: {},
});

const currentMinute = (): number => Math.floor(Date.now() / MINUTE_MS);
