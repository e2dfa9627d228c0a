import type { Publication } from '@cartless/domain';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { readConfig } from '../config.ts';
import { watchFloatingPromises } from '../floating-promises.ts';
import { log } from '../logger.ts';
import { park } from '../park.ts';
import { type Outgoing, outgoingOf } from './outgoing.ts';
import { publishAll } from './publish.ts';

const Config = /* @__PURE__ */ z.object({ EVENTS_TOPIC_ARN: z.string() });

/**
 * Makes the Lambda handler that carries the events of a table's stream to SNS (transactional outbox). Events of one
 * record that are new in its `outbox` are published in the order of the stream; what was sent twice has the same event id.
 *
 * While the topic does not answer, the batch is reported from the first unsent record on, and Lambda tries again for as
 * long as the stream keeps it. A record that can never be published is parked whole, with its reason, in the relay's
 * dead-letter queue and holds nobody up. Reads `EVENTS_TOPIC_ARN` and `PARK_QUEUE_URL`.
 */
export function streamRelay(...publications: readonly Publication[]) {
  watchFloatingPromises();
  let client: SNSClient | undefined;
  const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { EVENTS_TOPIC_ARN: topic } = readConfig(Config);
    client ??= new SNSClient({});
    const unreadable = new Map<DynamoDBRecord, string>();
    const outgoing = Records.flatMap((record) => read(record, publications, unreadable));
    const answers = await publishAll(client, topic, outgoing);
    const waiting = new Set([
      ...answers.filter(({ outcome }) => outcome === 'later').map(({ outgoing: { record } }) => record),
      // Those behind the batch that has to wait were not tried.
      ...outgoing.slice(answers.length).map(({ record }) => record),
    ]);
    const first = Records.findIndex((record) => waiting.has(record));
    const settled = first === -1 ? Records : Records.slice(0, first);
    for (const {
      outgoing: { record },
      outcome,
      reason,
    } of answers) {
      if (outcome === 'never') unreadable.set(record, reason);
    }
    const unparked = await parkAll(
      settled.filter((record) => unreadable.has(record)),
      unreadable,
    );
    return failingFrom(unparked ?? Records[first]);
  };
  // For the test that every declared event has a publisher.
  return Object.assign(handler, { publishes: publications.map(({ contract }) => contract.type) });
}

const failingFrom = (record: DynamoDBRecord | undefined): DynamoDBBatchResponse => ({
  batchItemFailures: record === undefined ? [] : [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }],
});

function read(
  record: DynamoDBRecord,
  publications: readonly Publication[],
  unreadable: Map<DynamoDBRecord, string>,
): readonly Outgoing[] {
  try {
    return outgoingOf(record, publications);
  } catch (error) {
    unreadable.set(record, error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** @returns the first record that could not be parked either; it has to wait */
async function parkAll(
  records: readonly DynamoDBRecord[],
  reasons: ReadonlyMap<DynamoDBRecord, string>,
): Promise<DynamoDBRecord | undefined> {
  for (const record of records) {
    try {
      const id = record.dynamodb?.SequenceNumber ?? '';
      const message = { body: parkedBody(record), source: record.eventSourceARN ?? '', id };
      await park(message, 'EVENT_UNPUBLISHABLE', reasons.get(record) ?? '');
    } catch (error) {
      log.error('a change that cannot be published could not be parked', { error });
      return record;
    }
  }
  return undefined;
}

/** SQS takes 1 MiB a message; of a record with two large images the old one is of no use. */
const MOST_BYTES = 1_000_000;

/** The record as the relay can be given it again (`pnpm replay`). */
function parkedBody(record: DynamoDBRecord): string {
  const whole = JSON.stringify(record);
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  const { OldImage: _, ...dynamodb } = record.dynamodb ?? {};
  return JSON.stringify({ ...record, dynamodb });
}
