import { AppError, type DomainEvent } from '@cartless/domain';
import { lazy, type Rejection } from '@cartless/lambda';
import { buyerSampleStore } from '../buyers/buyer-samples-store.ts';
import type { Ground } from '../ground.ts';
import { ground } from '../service.ts';
import { believedFact } from './believed-fact.ts';
import { archiveStore } from './archive-store.ts';
import { bookFacts } from './book-facts.ts';
import { booksStore } from './books-store.ts';
import type { Fact } from './fact.ts';
import { readFact } from './read-fact.ts';

/** Booking events, wired: answers those that can never be booked, each with its reason. */
export function booking(own: Ground) {
  // One shard per container: few containers write few roll-ups, many do not meet on the same one.
  const shard = Math.floor(own.random() * own.shards);
  const book = bookFacts({
    books: booksStore({ ...own, shard }),
    samples: buyerSampleStore(own),
    archive: archiveStore(own),
  });
  return async (events: readonly DomainEvent[]): Promise<readonly Rejection[]> => {
    const { facts, rejections } = readFacts(events, own);
    const unbooked = facts.length > 0 ? await book(facts) : [];
    return [...rejections, ...unbooked.map(({ fact, error }) => ({ eventId: fact.id, error }))];
  };
}

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
