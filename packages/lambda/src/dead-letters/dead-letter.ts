import type { Message } from '@aws-sdk/client-sqs';
import type { OutboxEntry } from '@cartless/domain';
import { parkedItem } from '../relay/parked-record.ts';
import { jsonOf } from './json-of.ts';

/** What a dead letter says of itself. Its text is not shown: it may tell of a person. */
export type DeadLetter = Readonly<{
  id: string;
  /** The types of the events in it: one in a queue, those of an item in what a relay parked, none where it cannot be known. */
  types: readonly string[];
  /** What they are about: ids of orders, parcels, accounts. */
  subjects: readonly string[];
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
  const body = Object(jsonOf(Body)) as object;
  const event = body as Readonly<Record<string, string | undefined>>;
  const told = (parkedItem(body)?.['outbox'] ?? []) as readonly OutboxEntry[];
  const why = MessageAttributes['reason']?.StringValue;
  return {
    id: MessageId,
    types: unique([event['type'], ...told.map(({ type }) => type)]),
    subjects: unique([event['subject'], ...told.map(({ s }) => s)]),
    eventId: event['id'],
    since: new Date(Number(Attributes['SentTimestamp'] ?? 0)).toISOString(),
    trace: event['correlationid'] ?? event['traceparent'],
    reason: why === undefined ? undefined : `${MessageAttributes['code']?.StringValue}: ${why}`,
    isChange: /"DDBStreamBatchInfo"|"NewImage"/.test(Body),
  };
}

const unique = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.filter((text) => text !== undefined)),
];
