import type { Message } from '@aws-sdk/client-sqs';

/** What a dead letter says of itself. Its text is not shown: it may tell of a person. */
export type DeadLetter = Readonly<{
  id: string;
  /** Of the event in it, as far as there is one. */
  event: string | undefined;
  eventId: string | undefined;
  since: string;
  trace: string | undefined;
  /** Why it was parked; undefined when it failed at every try. */
  reason: string | undefined;
  /** A change that a relay could not publish, or a place in a stream that was given up. */
  isChange: boolean;
}>;

export function readDeadLetter({
  MessageId = '',
  Body = '',
  MessageAttributes = {},
  Attributes = {},
}: Message): DeadLetter {
  const event = members(Body);
  const why = MessageAttributes['reason']?.StringValue;
  return {
    id: MessageId,
    event: event['type'],
    eventId: event['id'],
    since: new Date(Number(Attributes['SentTimestamp'] ?? 0)).toISOString(),
    trace: event['correlationid'] ?? event['traceparent'],
    reason: why === undefined ? undefined : `${MessageAttributes['code']?.StringValue}: ${why}`,
    isChange: /"DDBStreamBatchInfo"|"NewImage"/.test(Body),
  };
}

/** The text members of an event's envelope. */
function members(body: string): Readonly<Record<string, string | undefined>> {
  try {
    return { ...(JSON.parse(body) as Record<string, string | undefined>) };
  } catch {
    return {};
  }
}
