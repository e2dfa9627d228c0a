import { Logger } from '@aws-lambda-powertools/logger';
import { currentTrace, traceId } from '@cartless/domain';

const base = new Logger();

type Fields = Readonly<Record<string, unknown>>;

const withIds = (fields: Fields): Fields => {
  const trace = currentTrace();
  return trace === undefined
    ? fields
    : { traceId: traceId(trace), correlationId: trace.correlationId, ...fields };
};

/**
 * Writes structured log lines, each with the ids of the running trace. Fields carry codes and ids; never bodies,
 * tokens or personal data.
 */
export const log = {
  info: (message: string, fields: Fields = {}): void => base.info(message, withIds(fields)),
  warn: (message: string, fields: Fields = {}): void => base.warn(message, withIds(fields)),
  /** For what somebody has to look at. An `error` field that is an Error keeps its stack and cause. */
  error: (message: string, fields: Fields = {}): void => base.error(message, withIds(fields)),
};
