/** Tells whether a schedule is due in a minute, given as minutes since 1970 in UTC. */
export type IsDue = (minute: number) => boolean;

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words?: readonly string[];
  read(date: Date): number;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MINUTES_IN: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/* AWS counts the days of the week from 1 (Sunday), unlike cron elsewhere, and has a field for the year. */
const FIELDS: readonly Field[] = [
  { name: 'minutes', from: 0, to: 59, read: (date) => date.getUTCMinutes() },
  { name: 'hours', from: 0, to: 23, read: (date) => date.getUTCHours() },
  { name: 'day of month', from: 1, to: 31, read: (date) => date.getUTCDate() },
  { name: 'month', from: 1, to: 12, words: MONTHS, read: (date) => date.getUTCMonth() + 1 },
  { name: 'day of week', from: 1, to: 7, words: DAYS, read: (date) => date.getUTCDay() + 1 },
  { name: 'year', from: 1970, to: 2199, read: (date) => date.getUTCFullYear() },
];

/**
 * Reads an EventBridge schedule, `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC. A rate counts from `startMinute`.
 *
 * @throws Error when it is neither, or uses `L`, `W` or `#`.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function readSchedule(expression: string, startMinute: number): IsDue {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const every = Number(rate[1]) * (MINUTES_IN[rate[2] ?? ''] ?? 0);
    if (every > 0) return (minute) => minute > startMinute && (minute - startMinute) % every === 0;
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ') ?? [];
  if (fields.length !== FIELDS.length)
    throw new Error(`${expression} is not a schedule the local account knows`);
  const allowed = FIELDS.map((field, index) => ({
    field,
    values: fieldValues(fields[index] ?? '', field, expression),
  }));
  return (minute) => {
    const date = new Date(minute * 60_000);
    return allowed.every(({ field, values }) => values.has(field.read(date)));
  };
}

function fieldValues(text: string, field: Field, expression: string): ReadonlySet<number> {
  const bound = (word: string): number => {
    const named = field.words?.indexOf(word.toUpperCase()) ?? -1;
    const value = named >= 0 ? named + field.from : /^\d+$/.test(word) ? Number(word) : Number.NaN;
    if (value >= field.from && value <= field.to) return value;
    throw new Error(`${expression}: "${text}" is not something the local account knows as ${field.name}`);
  };
  const values = text.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const all = first === '*' || first === '?';
    const from = all ? field.from : bound(first);
    const to = all || (step !== undefined && last === undefined) ? field.to : bound(last ?? first);
    return sequence(from, to, step === undefined ? 1 : Math.max(1, Number(step)));
  });
  return new Set(values);
}

const sequence = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, index) => from + index * step);
