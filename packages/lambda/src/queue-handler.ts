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
import { park } from './park.ts';

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;
/** Says which event types it reads, so that a test can compare them with the queue's subscriptions. */
type EventConsumer = QueueHandler & Readonly<{ reads: readonly string[] }>;
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
    await withTrace(continueTrace(event.traceparent, event.correlationId), async () => {
      await subscription?.run(event as never);
      log.info('handled', { type: event.type, eventId: event.id });
    });
  });
  return reading(contracts, handler);
}

/** An event of a batch that could not be applied while the others were, and why. */
export type Rejection = Readonly<{ eventId: string; error: AppError }>;

/**
 * The same for a consumer that applies all events of a batch together. Unreadable messages are parked, and so are the
 * events that `apply` answers as rejected; when `apply` fails, all the others stay in the queue.
 */
export function batchQueueHandler(
  contracts: readonly EventContract[],
  apply: (events: readonly DomainEvent[]) => Promise<readonly Rejection[]>,
): EventConsumer {
  return reading(contracts, async ({ Records }) => {
    const events = new Map<string, DomainEvent>();
    const unreadable = await eachRecord(async (record) => {
      events.set(record.messageId, readEvent(record, contracts));
    })({ Records });
    const failed = unreadable.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    try {
      const batch = [...events.values()];
      const rejections =
        batch.length > 0 ? await withTrace(continueTrace(undefined), () => apply(batch)) : [];
      log.info('handled', { events: events.size, rejected: rejections.length });
      const errors = new Map(rejections.map(({ eventId, error }) => [eventId, error]));
      const rejected = await eachRecord(async ({ messageId }) => {
        const error = errors.get(events.get(messageId)?.id ?? '');
        if (error !== undefined) throw error;
      })({ Records: Records.filter(({ messageId }) => events.has(messageId)) });
      return { batchItemFailures: [...unreadable.batchItemFailures, ...rejected.batchItemFailures] };
    } catch (error) {
      log.error('a batch of events failed and stays in the queue', { events: events.size, error });
      const left = new Set([...failed, ...events.keys()]);
      return { batchItemFailures: [...left].map((itemIdentifier) => ({ itemIdentifier })) };
    }
  });
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
    await withTrace(continueTrace(traceparent), () => run(message.data));
  });
}

const reading = (contracts: readonly EventContract[], handler: QueueHandler): EventConsumer =>
  Object.assign(handler, { reads: contracts.map(({ type }) => type) });

function eachRecord(run: (record: SQSRecord) => Promise<void>): QueueHandler {
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
    const known = error instanceof AppError ? error : undefined;
    const tries = Number(record.attributes.ApproximateReceiveCount);
    if (known === undefined || RETRY_OF_KIND[known.kind] === 'retry') {
      log.warn('a message failed and stays in the queue', { messageId: record.messageId, tries, error });
      return false;
    }
    const { body, messageId: id, eventSourceARN: source } = record;
    return park({ body, source, id }, known.code, known.message).then(
      () => true,
      (failure: unknown) => {
        log.error('a message could not be parked and stays in the queue', { error: failure });
        return false;
      },
    );
  }
}

const readEvent = (record: SQSRecord, contracts: readonly EventContract[]): DomainEvent =>
  readCloudEvent(readJson(record.body), contracts);

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw EventUnreadable({ details: { reason: 'not JSON' }, cause });
  }
}
