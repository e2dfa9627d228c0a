import type { LogRecord, Step } from './step.ts';

/** Members that every record has, or that the line shows already. */
const KNOWN = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'version',
  'xray_trace_id',
  'traceId',
  'correlationId',
  'error',
]);
/** Records of the lowest level that tell of something that did not go as somebody wanted. */
const UNWANTED: Readonly<Record<string, 1 | 2>> = { refused: 1, 'a payment failed': 2 };

/** What records of the log tell; a failure that a later try made good is no fault any more. */
export function logSteps(records: readonly LogRecord[]): Step[] {
  const done = new Map(
    records.filter(({ message }) => message === 'handled').map((record) => [tryOf(record), record.timestamp]),
  );
  return records.map((record) => {
    const { timestamp: at, service: place = '-' } = record;
    const gravity = at < (done.get(tryOf(record)) ?? '') ? undefined : gravityOf(record);
    return { at, place, says: sentence(record), ...(gravity && { fault: { gravity } }) };
  });
}

const tryOf = ({ queue, eventId }: LogRecord): string => `${String(queue)} ${String(eventId)}`;

function gravityOf({ level, message, statusCode }: LogRecord): 1 | 2 | undefined {
  if (level === 'ERROR' || (typeof statusCode === 'number' && statusCode >= 500)) return 2;
  return level === 'WARN' ? 1 : UNWANTED[message];
}

function sentence(record: LogRecord): string {
  const { message, error } = record;
  if (message === 'answered')
    return `answered ${String(record['statusCode'])} to ${String(record['route'])} in ${String(record['ms'])} ms`;
  const fields = Object.entries(record)
    .filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const why = error === undefined ? [] : [`because: ${reasons(error).join(', by ')}`];
  return [message, ...fields, ...why].join(' ');
}

type Described = Readonly<{ name?: string; message?: string; code?: string; cause?: unknown }>;

/** The messages of an error and of what caused it. */
function reasons(error: unknown): string[] {
  const { name, message, code, cause } = error as Described;
  return [`${code ?? name ?? 'Error'}: ${message ?? ''}`, ...(cause === undefined ? [] : reasons(cause))];
}
