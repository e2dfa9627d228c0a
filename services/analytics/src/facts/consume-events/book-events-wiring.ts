import { AppError, type DomainEvent } from '@cartless/domain';
import type { Rejection } from '@cartless/lambda';
import { archiveStore } from '../archive-store.ts';
import { booksStore } from '../books-store.ts';
import { buyerSampleStore } from '../../buyers/buyer-samples-store.ts';
import { bookFacts } from '../book-facts.ts';
import { place, settings } from '../../service.ts';
import type { Fact } from '../fact.ts';
import { readFact } from '../read-fact.ts';

type BookEvents = (events: readonly DomainEvent[]) => Promise<readonly Rejection[]>;

let booker: BookEvents | undefined;

/** The consumer's use case, wired once per container. */
export const bookEvents = (): BookEvents => (booker ??= wire());

function wire(): BookEvents {
  const { items, shards, generation } = place();
  const { CURRENCY: currency } = settings();
  // One shard per container: few containers write few roll-ups, many do not meet on the same one.
  const shard = Math.floor(Math.random() * shards);
  const book = bookFacts({
    books: booksStore({ items, generation, shard }),
    samples: buyerSampleStore({ items, generation }),
    archive: archiveStore({ items }),
  });
  return async (events) => {
    const { facts, rejections } = readFacts(events, currency);
    const unbooked = facts.length > 0 ? await book(facts) : [];
    return [...rejections, ...unbooked.map(({ fact, error }) => ({ eventId: fact.id, error }))];
  };
}

function readFacts(events: readonly DomainEvent[], currency: string) {
  const facts: Fact[] = [];
  const rejections: Rejection[] = [];
  for (const event of events) {
    try {
      facts.push(readFact(event, currency));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      rejections.push({ eventId: event.id, error });
    }
  }
  return { facts, rejections };
}
