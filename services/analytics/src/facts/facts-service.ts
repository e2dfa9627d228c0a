import { AppError, type DomainEvent, type EventContract, StockCounted } from '@cartless/domain';
import { type BatchOutcome, lazy, log, type Rejection } from '@cartless/lambda';
import { patientSampleStore } from '../buyers/buyer-samples-store.ts';
import type { Ground } from '../ground.ts';
import { ground } from '../service.ts';
import { believedFact } from './believed-fact.ts';
import { archiveStore } from './archive-store.ts';
import { bookFacts, type Booked } from './book-facts.ts';
import { booksStore } from './books-store.ts';
import type { Fact } from './fact.ts';
import type { Books, TimeLeft } from './ports.ts';
import { FACTS_FROM, readFact } from './read-fact.ts';
import { keepStock } from '../stock/stock-store.ts';
import { bookWaiting, FEW_DAYS, isSpread, keepWaiting, mayWait } from './waiting-facts.ts';

/** How many transactions the scheduled task has under way at once. */
const CHUNKS_AT_ONCE = 4;

/** All events that are heard: those that numbers are made from, and how much there is to sell. */
export const CONSUMED: readonly EventContract[] = [...FACTS_FROM, StockCounted];

/**
 * Booking facts, wired: answers those that could not be booked, each with its reason, and those for which there was no time. A batch
 * of more than a few days is kept, to be booked with others.
 */
export function bookingFacts(own: Ground, fewDays = FEW_DAYS) {
  const books = booksOf(own);
  const book = bookFacts({ books, samples: patientSampleStore(own) });
  const wait = keepWaiting(own);
  return async (facts: readonly Fact[], timeLeft: TimeLeft): Promise<Booked> => {
    const isOfMany = isSpread(facts, fewDays);
    const { later = [], present = [] } = Object.groupBy(facts, (fact) =>
      isOfMany && mayWait(fact) ? 'later' : 'present',
    );
    await wait(later);
    const booked = await book(present, timeLeft);
    // All of it is booked already; the scheduled task goes on with what is not in the roll-ups yet.
    await books.carryOver(timeLeft).catch((error: unknown) => log.warn('not carried over', { error }));
    return booked;
  };
}

/** Booking events, wired. */
export function booking(own: Ground, fewDays = FEW_DAYS) {
  const book = bookingFacts(own, fewDays);
  const keep = keepStock(own);
  return async (
    events: readonly DomainEvent[],
    timeLeft: TimeLeft = () => Infinity,
  ): Promise<BatchOutcome> => {
    const isOfStock = (event: DomainEvent): boolean => event.type === StockCounted.type;
    await keep(events.filter(isOfStock) as StockCounted[]);
    const { facts, rejections } = readFacts(
      events.filter((event) => !isOfStock(event)),
      own,
    );
    const { unbooked, unfinished } = await book(facts, timeLeft);
    return {
      rejected: [...rejections, ...unbooked.map(({ fact, error }) => ({ eventId: fact.id, error }))],
      unfinished: unfinished.map(({ id }) => id),
    };
  };
}

/** Booking what waits, wired: what the scheduled task does. */
export const bookingWaiting = (own: Ground) =>
  bookWaiting(
    own,
    bookFacts({ books: booksOf(own), samples: patientSampleStore(own), chunksAtOnce: CHUNKS_AT_ONCE }),
  );

// One shard per container: few containers write few roll-ups, many do not meet on the same one.
const booksOf = (own: Ground): Books =>
  booksStore({ ...own, shard: Math.floor(own.random() * own.shards), archive: archiveStore(own) });

export const bookEvents = /* @__PURE__ */ lazy(() => booking(ground()));

function readFacts(events: readonly DomainEvent[], { currency, now }: Pick<Ground, 'currency' | 'now'>) {
  const receivedAt = now().toISOString();
  const facts: Fact[] = [];
  const rejections: Rejection[] = [];
  for (const event of events) {
    try {
      facts.push(believedFact(readFact(event, currency), receivedAt));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      rejections.push({ eventId: event.id, error });
    }
  }
  return { facts, rejections };
}
