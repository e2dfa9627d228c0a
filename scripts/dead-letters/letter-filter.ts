import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import type { DeadLetter } from '@cartless/lambda/dead-letters';

/** The options of commands that take some dead letters, or some events, and leave the others. */
export const FILTER_OPTIONS = {
  type: { type: 'string', multiple: true, default: [] as string[] },
  about: { type: 'string', multiple: true, default: [] as string[] },
  reason: { type: 'string' },
  'older-than': { type: 'string' },
  'younger-than': { type: 'string' },
} as const;

/** How they are explained. */
export const FILTER_HELP = `  --type <event>        orders.order-paid.v2, or order-paid for every version; more than one may be given
  --about <id>          what the event is about: ord_…, shp_…, usr_…, prd_…; more than one may be given
  --reason <text>       what stands in its code or reason: ORDER_NOT_FOUND
  --older-than <age>    dead for longer: 30m, 12h, 3d
  --younger-than <age>  dead for less long`;

export type Given = Readonly<{
  type: readonly string[];
  about: readonly string[];
  reason?: string | undefined;
  'older-than'?: string | undefined;
  'younger-than'?: string | undefined;
}>;

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1440 * MINUTE_MS };

/**
 * Which letters somebody means; all, where nothing is given.
 * @param now in milliseconds
 * @throws Error saying which option is written wrongly
 */
export function letterFilter(given: Given, now: number): (letter: DeadLetter) => boolean {
  const [isType, oldest, youngest] = [
    typeFilter(given.type),
    ageOf('younger-than', given['younger-than']),
    ageOf('older-than', given['older-than']),
  ];
  return ({ types, subjects, reason = '', since }) => {
    const age = now - Date.parse(since);
    return (
      (given.type.length === 0 || types.some(isType)) &&
      (given.about.length === 0 || given.about.some((id) => subjects.includes(id))) &&
      reason.toLowerCase().includes((given.reason ?? '').toLowerCase()) &&
      age >= (youngest ?? 0) &&
      age <= (oldest ?? Infinity)
    );
  };
}

/**
 * Whether an event is of a type that somebody means; of any, where none is given.
 * @throws Error naming a type that no service tells
 */
export function typeFilter(wanted: readonly string[]): (type: string) => boolean {
  const known = EVENT_CONTRACTS.map(({ type }) => type);
  const fits = (one: string, type: string): boolean => one === type || one === type.split('.')[1];
  const unknown = wanted.filter((one) => !known.some((type) => fits(one, type)));
  if (unknown.length > 0)
    throw new Error(
      `No service tells ${unknown.join(', ')}; docs/generated/events.md has all events. Write orders.order-paid.v2 or order-paid.`,
    );
  return (type) => wanted.length === 0 || wanted.some((one) => fits(one, type));
}

function ageOf(option: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const [, number, unit = ''] = /^(\d+)([mhd])$/.exec(typed) ?? [];
  if (number === undefined) throw new Error(`--${option} ${typed} is no age; write 30m, 12h or 3d.`);
  return Number(number) * (UNITS[unit] ?? 0);
}
