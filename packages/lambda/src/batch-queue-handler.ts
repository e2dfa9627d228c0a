import { type AppError, continueTrace, type DomainEvent, type EventContract } from '@cartless/domain';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from './logger.ts';
import { eachRecord, readEvent, type Reading, reading } from './queue-handler.ts';
import { sendAnew } from './send-anew.ts';
import { type Clocked, reserveOf, type TimeLeft, timeLeftOf } from './time-left.ts';
import { underTrace } from './under-trace.ts';

/** An event of a batch that could not be applied while the others were, and why. */
export type Rejection = Readonly<{ eventId: string; error: AppError }>;

/** What became of a batch. What is named in neither list is applied, for good. */
export type BatchOutcome = Readonly<{
  rejected: readonly Rejection[];
  /** The ids of the events for which there was no time. Nothing is wrong with them. */
  unfinished: readonly string[];
}>;

type BatchConsumer = Reading & ((event: SQSEvent, context: Clocked) => Promise<SQSBatchResponse>);

/** What of the reserve is kept for the answer alone, when a step hangs. */
const ANSWER_SHARE = 1 / 3;
/** How often SQS gives a message before it puts it among the dead letters; every queue of ours says so. */
const RECEIVES = 5;
/** From here on a message that only waited is sent anew: two more receives may still end in a crash. */
const LAST_RECEIVES = RECEIVES - 2;

/**
 * The same as `queueHandler` for a consumer that applies all events of a batch together. Unreadable messages are parked, and
 * so are the events that `apply` answers as rejected; when `apply` fails, all the others stay in the queue.
 *
 * `apply` is told how much time is left and hands back what it cannot finish: the function is never timed out, and a step that
 * hangs is not waited for. What has been received most often comes first. What would become a dead letter only because there
 * was no time for it again and again is sent to its queue anew, with all its tries, as long as the batch as a whole got on.
 * Reads `HAND_BACK_QUEUE_URL`, the consumer's own queue.
 */
export function batchQueueHandler(
  contracts: readonly EventContract[],
  apply: (events: readonly DomainEvent[], timeLeft: TimeLeft) => Promise<BatchOutcome>,
): BatchConsumer {
  return reading(contracts, async ({ Records }, context) => {
    const events = new Map<string, DomainEvent>();
    const unreadable = await eachRecord(async (record) => {
      events.set(record.messageId, readEvent(record, contracts));
    })({ Records });
    const readable = Records.filter(({ messageId }) => events.has(messageId)).toSorted(mostReceivedFirst);
    const batch = readable.flatMap(({ messageId }) => events.get(messageId) ?? []);
    try {
      const { rejected, unfinished } =
        batch.length > 0
          ? await underTrace('batch', continueTrace(undefined), () =>
              within(context, (timeLeft) => apply(batch, timeLeft)),
            )
          : { rejected: [], unfinished: [] };
      log.info('handled', {
        events: events.size,
        rejected: rejected.length,
        unfinished: unfinished.length,
      });
      const errors = new Map(rejected.map(({ eventId, error }) => [eventId, error]));
      const settled = await eachRecord(async ({ messageId }) => {
        const error = errors.get(events.get(messageId)?.id ?? '');
        if (error !== undefined) throw error;
      })({ Records: readable });
      const waiting = new Set(unfinished);
      const left = readable.filter(({ messageId }) => waiting.has(events.get(messageId)?.id ?? ''));
      const back = await handedBack(left, left.length + settled.batchItemFailures.length < readable.length);
      return {
        batchItemFailures: [...unreadable.batchItemFailures, ...settled.batchItemFailures, ...back],
      };
    } catch (error) {
      log.error('a batch of events failed and stays in the queue', { events: events.size, error });
      const failures = [...events.keys()].map((itemIdentifier) => ({ itemIdentifier }));
      return { batchItemFailures: [...unreadable.batchItemFailures, ...failures] };
    }
  });
}

const receives = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);
const mostReceivedFirst = (a: SQSRecord, b: SQSRecord): number => receives(b) - receives(a);

/** Answers what is to stay in the queue of the messages for which there was no time. */
async function handedBack(
  left: readonly SQSRecord[],
  gotOn: boolean,
): Promise<SQSBatchResponse['batchItemFailures']> {
  // A consumer that gets on with nothing is not short of time but broken: its messages must become dead letters.
  const tired = gotOn ? left.filter((record) => receives(record) >= LAST_RECEIVES) : [];
  const anew = await sendAnew(tired);
  return left
    .filter(({ messageId }) => !anew.has(messageId))
    .map(({ messageId }) => ({ itemIdentifier: messageId }));
}

/** @throws Error when a step of the work hangs */
async function within<T>(context: Clocked, work: (timeLeft: TimeLeft) => Promise<T>): Promise<T> {
  const reserve = reserveOf(context);
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    const end = Math.max(0, context.getRemainingTimeInMillis() - reserve * ANSWER_SHARE);
    timer = setTimeout(() => reject(new Error('A step took longer than the time that was left.')), end);
  });
  try {
    return await Promise.race([work(timeLeftOf(context)), hangs]);
  } finally {
    clearTimeout(timer);
  }
}
