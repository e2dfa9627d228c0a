import {
  AppError,
  continueTrace,
  type DomainEvent,
  type EventContract,
  EventUnreadable,
  readCloudEvent,
  withTrace,
} from '@cartless/domain';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { RETRY_OF_KIND } from './boundary-errors.ts';
import { watchFloatingPromises } from './floating-promises.ts';
import { log } from './logger.ts';
import { type Origin, originOf } from './message-origin.ts';
import { park } from './park.ts';
import { underTrace } from './under-trace.ts';

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;
/** Says which event types it reads, so that a test can compare them with the queue's subscriptions. */
export type Reading = Readonly<{ reads: readonly string[] }>;
type EventConsumer = QueueHandler & Reading;
type Subscription = Readonly<{ contract: EventContract; run: (event: never) => Promise<unknown> }>;

/** Pairs an event with what is done about it. */
export const on = <Data>(
  contract: EventContract<Data>,
  run: (event: DomainEvent<Data>) => Promise<unknown>,
): Subscription => ({ contract, run });

/**
 * Makes the Lambda handler of an event queue (SNS with raw delivery). Each event is checked against its contract and
 * handled on its own, under the trace of what caused it. A failure that may pass (see RETRY_OF_KIND, and anything
 * undeclared) leaves its message in the queue; one that cannot is parked with its reason.
 */
export function queueHandler(...subscriptions: readonly Subscription[]): EventConsumer {
  const contracts = subscriptions.map(({ contract }) => contract);
  const handler = eachRecord(async (record) => {
    const event = readEvent(record, contracts);
    const subscription = subscriptions.find(({ contract }) => contract.type === event.type);
    const trace = continueTrace(event.traceparent, event.correlationId);
    await underTrace(event.type, trace, async () => {
      await subscription?.run(event as never);
      log.info('handled', { type: event.type, eventId: event.id, queue: originOf(record).queue });
    });
  });
  return reading(contracts, handler);
}

/** Makes the Lambda handler of a queue whose messages are a service's own and no events. */
export function messageHandler<S extends z.ZodMiniType>(
  schema: S,
  run: (message: z.infer<S>) => Promise<unknown>,
): QueueHandler {
  return eachRecord(async (record) => {
    const message = z.safeParse(schema, readJson(record.body));
    if (!message.success) throw EventUnreadable({ details: { reason: z.prettifyError(message.error) } });
    const traceparent = record.messageAttributes['traceparent']?.stringValue;
    await underTrace('message', continueTrace(traceparent), () => run(message.data));
  });
}

export const reading = <Handler extends object>(
  contracts: readonly EventContract[],
  handler: Handler,
): Handler & Reading => Object.assign(handler, { reads: contracts.map(({ type }) => type) });

/** Runs each record on its own, and answers those that stay in the queue. */
export function eachRecord(run: (record: SQSRecord) => Promise<void>): QueueHandler {
  watchFloatingPromises();
  return async ({ Records }) => {
    const left = await Promise.all(
      Records.map(async (record) => ((await settled(record, run)) ? [] : [record])),
    );
    return { batchItemFailures: left.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** @returns whether the message is done with: handled, or parked. */
async function settled(record: SQSRecord, run: (record: SQSRecord) => Promise<void>): Promise<boolean> {
  try {
    await run(record);
    return true;
  } catch (error) {
    const origin = originOf(record);
    return withTrace(origin.trace, () => giveUp(record, origin, error));
  }
}

async function giveUp(record: SQSRecord, { queue, eventId }: Origin, error: unknown): Promise<boolean> {
  const known = error instanceof AppError ? error : undefined;
  const { body, messageId, eventSourceARN: source } = record;
  const about = { messageId, queue, ...(eventId !== undefined && { eventId }) };
  if (known === undefined || RETRY_OF_KIND[known.kind] === 'retry') {
    const tries = Number(record.attributes.ApproximateReceiveCount);
    log.warn('a message failed and stays in the queue', { ...about, tries, error });
    return false;
  }
  try {
    await park({ body, source, id: messageId }, known.code, known.message);
    return true;
  } catch (failure) {
    log.error('a message could not be parked and stays in the queue', { ...about, error: failure });
    return false;
  }
}

/** @throws AppError EVENT_UNREADABLE */
export const readEvent = (record: SQSRecord, contracts: readonly EventContract[]): DomainEvent =>
  readCloudEvent(readJson(record.body), contracts);

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw EventUnreadable({ details: { reason: 'not JSON' }, cause });
  }
}
