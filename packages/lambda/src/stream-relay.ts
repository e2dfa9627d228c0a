import {
  continueTrace,
  type DomainEvent,
  type EventContract,
  fromOutbox,
  type OutboxEntry,
  toCloudEvent,
  withTrace,
} from '@cartless/domain';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { readConfig } from './config.ts';
import { log } from './logger.ts';

/** SNS takes at most 10 messages and 256 KiB in one PublishBatch. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 250_000;

type Item = Readonly<Record<string, unknown>>;
type Publication = Readonly<{
  contract: EventContract;
  event: (item: Item, entry: OutboxEntry) => DomainEvent;
}>;
type Outgoing = Readonly<{ sequenceNumber: string; event: DomainEvent; message: string }>;

/** Names an event that a service publishes; `project` makes its data from the item when the outbox only points. */
export const publishes = <Data>(
  contract: EventContract<Data>,
  project?: (item: Item) => Data,
): Publication => ({
  contract,
  event: (item, entry) => fromOutbox(entry, contract, entry.d ?? project?.(item)),
});

/**
 * Makes the Lambda handler that carries the events of a table's stream to SNS (transactional outbox). Events of one
 * record that are new in its `outbox` are published in the order of the stream. From the first record that fails on,
 * the batch is reported and tried again; what was sent twice has the same event id. Reads `EVENTS_TOPIC_ARN`.
 */
export function streamRelay(...publications: readonly Publication[]) {
  let client: SNSClient | undefined;
  const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { EVENTS_TOPIC_ARN: topic } = readConfig(z.object({ EVENTS_TOPIC_ARN: z.string() }));
    const { outgoing, failed: unreadable } = collect(Records, publications);
    client ??= new SNSClient({});
    const unsent = await publish(client, topic, outgoing);
    const failed = unsent ?? unreadable;
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  };
  // For the test that every declared event has a publisher.
  return Object.assign(handler, { publishes: publications.map(({ contract }) => contract.type) });
}

/** Everything to send, up to the first record that cannot be read. */
function collect(records: readonly DynamoDBRecord[], publications: readonly Publication[]) {
  const outgoing: Outgoing[] = [];
  for (const record of records) {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
    try {
      for (const event of newEvents(record, publications)) {
        outgoing.push({ sequenceNumber, event, message: JSON.stringify(toCloudEvent(event)) });
      }
    } catch (error) {
      log.error('a change could not be turned into events', { sequenceNumber, error });
      return { outgoing, failed: sequenceNumber };
    }
  }
  return { outgoing, failed: undefined };
}

function newEvents({ dynamodb }: DynamoDBRecord, publications: readonly Publication[]): DomainEvent[] {
  const item = image(dynamodb?.NewImage);
  const known = new Set(entries(image(dynamodb?.OldImage)).map(identity));
  return entries(item)
    .filter((entry) => !known.has(identity(entry)))
    .map((entry) => {
      const publication = publications.find(({ contract }) => contract.type === entry.type);
      if (publication === undefined) throw new Error(`this relay does not publish ${entry.type}`);
      return publication.event(item, entry);
    });
}

/** @returns the sequence number of the first record with an event that was not taken, if any. */
async function publish(
  client: SNSClient,
  topic: string,
  outgoing: readonly Outgoing[],
): Promise<string | undefined> {
  for (const chunk of chunks(outgoing)) {
    const failed = await publishChunk(client, topic, chunk);
    if (failed.length > 0) {
      const first = chunk.find((_, index) => failed.includes(String(index)));
      return first?.sequenceNumber;
    }
  }
  return undefined;
}

async function publishChunk(client: SNSClient, topic: string, chunk: readonly Outgoing[]): Promise<string[]> {
  try {
    const answer = await client.send(
      new PublishBatchCommand({
        TopicArn: topic,
        PublishBatchRequestEntries: chunk.map(({ event, message }, index) => ({
          Id: String(index),
          Message: message,
          MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
        })),
      }),
    );
    const failed = answer.Failed ?? [];
    const refused = failed.flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
    for (const [index, { event }] of chunk.entries()) {
      if (refused.includes(String(index))) continue;
      const { type, id, traceparent, correlationId } = event;
      withTrace(continueTrace(traceparent, correlationId), () =>
        log.info('published', { type, eventId: id }),
      );
    }
    if (failed.length > 0) log.error('some events were not taken by the topic', { failed });
    return refused;
  } catch (error) {
    log.error('the topic did not take a batch of events', { events: chunk.length, error });
    return chunk.map((_, index) => String(index));
  }
}

function chunks(outgoing: readonly Outgoing[]): Outgoing[][] {
  const all: Outgoing[][] = [];
  let bytes = 0;
  for (const next of outgoing) {
    const size = Buffer.byteLength(next.message);
    const last = all.at(-1);
    if (last !== undefined && last.length < MAX_ENTRIES && bytes + size <= MAX_BYTES) {
      last.push(next);
      bytes += size;
    } else {
      all.push([next]);
      bytes = size;
    }
  }
  return all;
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

const image = (attributes: Image): Item =>
  attributes === undefined ? {} : unmarshall(attributes as Parameters<typeof unmarshall>[0]);

const entries = (item: Item): OutboxEntry[] => (item['outbox'] as OutboxEntry[] | undefined) ?? [];

const identity = ({ type, s, n }: OutboxEntry): string => `${s}.${n}.${type}`;
