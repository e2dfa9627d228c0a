import { Logger } from '@aws-lambda-powertools/logger';
import { currentTrace, traceId } from '@cartless/domain';

/** Each line says which version of its service wrote it. */
const base = new Logger({ persistentLogAttributes: { version: process.env['SERVICE_VERSION'] } });

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

/**
 * Writes structured log lines, each with the ids of the running trace. Fields carry codes and ids; never bodies,
 * tokens or personal data.
 */
export const log = {
  info: (message: string, fields: Fields = {}): void => base.info(message, withIds(fields)),
  warn: (message: string, fields: Fields = {}): void => base.warn(message, withIds(fields)),
  /** For what somebody has to look at. An `error` field that is an Error keeps its stack, code and cause. */
  error: (message: string, fields: Fields = {}): void => base.error(message, withIds(fields)),
};
