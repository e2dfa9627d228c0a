import { continueTrace, type Trace } from '@cartless/domain';
import type { SQSRecord } from 'aws-lambda';

/** What a message goes back to. */
export type Origin = Readonly<{ trace: Trace; queue: string; eventId: string | undefined }>;

/**
 * What a message goes back to, as far as it can be read: that it failed has to be found by the trace of its cause, and a message
 * that breaks its contract fails too.
 */
export function originOf({ body, messageAttributes, eventSourceARN }: SQSRecord): Origin {
  const { id, traceparent, correlationid } = members(body);
  return {
    trace: continueTrace(
      text(traceparent) ?? messageAttributes['traceparent']?.stringValue,
      plainId(correlationid),
    ),
    queue: eventSourceARN.split(':')[5] ?? '',
    eventId: plainId(id),
  };
}

/** An id from outside goes into logs and events, so only what looks like an id is taken. */
export const plainId = (id: unknown, most = 128): string | undefined =>
  typeof id === 'string' && id.length <= most && /^[\w.:-]+$/.test(id) ? id : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function members(body: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    return {};
  }
}
