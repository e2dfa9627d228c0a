import { continueTrace, MOST_PUBLISHED_BYTES, withTrace } from '@cartless/domain';
import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { log } from '../logger.ts';
import type { Outgoing } from './outgoing.ts';

/** SNS takes at most 10 messages in one PublishBatch, and of all together no more bytes than of one. */
const MAX_ENTRIES = 10;

/** What the topic said of one event: taken, to be tried again, or never to be taken, and why. */
export type Answer = Readonly<{ outgoing: Outgoing; outcome: 'taken' | 'later' | 'never'; reason: string }>;

/** Errors about what a call carries, and not about whether the topic works. */
const ABOUT_CONTENT = new Set([
  'InvalidParameterException',
  'InvalidParameterValueException',
  'BatchRequestTooLongException',
]);

/** Publishes in order, batch by batch, until one has to be tried again. @returns an answer for each that was tried */
export async function publishAll(
  client: SNSClient,
  topic: string,
  outgoing: readonly Outgoing[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const chunk of chunks(outgoing)) {
    answers.push(...(await publishChunk(client, topic, chunk)));
    if (answers.some(({ outcome }) => outcome === 'later')) break;
  }
  return answers;
}

async function publishChunk(client: SNSClient, topic: string, chunk: readonly Outgoing[]): Promise<Answer[]> {
  try {
    const { Failed = [] } = await client.send(
      new PublishBatchCommand({
        TopicArn: topic,
        PublishBatchRequestEntries: chunk.map(({ event, message, hasNewer }, index) => ({
          Id: String(index),
          Message: message,
          MessageAttributes: {
            type: { DataType: 'String', StringValue: event.type },
            // Who knows the later version leaves this one out by its filter.
            ...(hasNewer && { newer: { DataType: 'String', StringValue: 'told' } }),
          },
        })),
      }),
    );
    return chunk.map((outgoing, index) => {
      const failure = Failed.find(({ Id }) => Id === String(index));
      if (failure === undefined) return taken(outgoing);
      const outcome = failure.SenderFault === true ? 'never' : 'later';
      return { outgoing, outcome, reason: `${failure.Code ?? 'failed'}: ${failure.Message ?? ''}` };
    });
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (!(error instanceof Error) || !ABOUT_CONTENT.has(error.name)) {
      log.error('the topic did not take a batch of events', { events: chunk.length, error });
      return chunk.map((outgoing) => ({ outgoing, outcome: 'later', reason }));
    }
    if (chunk.length === 1) return chunk.map((outgoing) => ({ outgoing, outcome: 'never', reason }));
    // One of them is at fault: each by itself, so that the others pass.
    const each: Answer[] = [];
    for (const outgoing of chunk) each.push(...(await publishChunk(client, topic, [outgoing])));
    return each;
  }
}

function taken(outgoing: Outgoing): Answer {
  const { type, id, traceparent, correlationId } = outgoing.event;
  withTrace(continueTrace(traceparent, correlationId), () => log.info('published', { type, eventId: id }));
  return { outgoing, outcome: 'taken', reason: '' };
}

function chunks(outgoing: readonly Outgoing[]): Outgoing[][] {
  const all: Outgoing[][] = [];
  let bytes = 0;
  for (const next of outgoing) {
    const size = Buffer.byteLength(next.message);
    const last = all.at(-1);
    if (last !== undefined && last.length < MAX_ENTRIES && bytes + size <= MOST_PUBLISHED_BYTES) {
      last.push(next);
      bytes += size;
    } else {
      all.push([next]);
      bytes = size;
    }
  }
  return all;
}
