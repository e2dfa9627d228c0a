import { getXrayTraceDataFromEnv } from '@aws-lambda-powertools/commons/utils/env';
import { currentTrace, traceId } from '@cartless/domain';

/** In the order of what they say; `SILENT` writes nothing. */
const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'] as const;
type Level = 'INFO' | 'WARN' | 'ERROR';

type Fields = Readonly<Record<string, unknown>>;

const withIds = ({ error, ...fields }: Fields): Fields => {
  const trace = currentTrace();
  return {
    ...(trace && { traceId: traceId(trace), correlationId: trace.correlationId }),
    ...fields,
    ...(error !== undefined && { error: describe(error) }),
  };
};

/** What helps to find the fault. Other members are left out: errors of the SDK carry the stored item, for example. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    stack,
    ...(cause !== undefined && { cause: describe(cause) }),
  };
}

/** In the form of Powertools for AWS Lambda, whose logger would be a tenth of what a function loads (ADR 59). */
function write(level: Level, message: string, fields: Fields): void {
  const least = LEVELS.find((known) => known === process.env['POWERTOOLS_LOG_LEVEL']) ?? 'INFO';
  if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
  const line = {
    level,
    message,
    timestamp: new Date().toISOString(),
    service: process.env['POWERTOOLS_SERVICE_NAME'],
    xray_trace_id: getXrayTraceDataFromEnv()?.Root,
    // Each line says which version of its service wrote it.
    version: process.env['SERVICE_VERSION'],
    ...withIds(fields),
  };
  // Not by the console, around whose lines Lambda writes its own.
  const out = level === 'INFO' ? process.stdout : process.stderr;
  out.write(`${JSON.stringify(line, writable)}\n`);
}

/** What JSON has no form for. */
const writable = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Error ? describe(value) : value;
};

/**
 * Writes structured log lines, each with the ids of the running trace. Fields carry codes and ids; never bodies,
 * tokens or personal data. `POWERTOOLS_LOG_LEVEL` says from which level on.
 */
export const log = {
  info: (message: string, fields: Fields = {}): void => write('INFO', message, fields),
  warn: (message: string, fields: Fields = {}): void => write('WARN', message, fields),
  /** For what somebody has to look at. An `error` field that is an Error keeps its stack, code and cause. */
  error: (message: string, fields: Fields = {}): void => write('ERROR', message, fields),
};
