import { Busy, ItemFull, retrying } from '@cartless/aggregate';
import { AppError, isError } from '@cartless/domain';
import { FactNotBookable } from './errors.ts';
import type { Fact } from './fact.ts';
import { orderIdOf, postFacts } from './post-facts.ts';
import type { Books, TimeLeft } from './ports.ts';
import type { BuyerSamples } from '../buyers/ports.ts';

/**
 * Of how many orders and people the records are read and written together. A transaction has room for 100 items; one is an
 * entry of the archive, one what the roll-ups grow by.
 */
const RECORDS = 96;

type Ports = Readonly<{
  books: Books;
  samples: BuyerSamples;
  /** How many chunks are booked at the same time; they have no records in common. */
  chunksAtOnce?: number;
}>;

/** A fact that could not be booked, and why. */
export type Unbooked = Readonly<{ fact: Fact; error: AppError }>;

/** What became of facts; those that are named in neither list are booked. */
export type Booked = Readonly<{
  unbooked: readonly Unbooked[];
  /** There was no time for them. */
  unfinished: readonly Fact[];
}>;

/**
 * Books a batch of facts: exactly once each, however often they come. Facts of one person stay together, each chunk
 * is one transaction. A fact that cannot be written is singled out and rejected, and the others are booked. When the
 * time is over no further chunk is begun.
 */
export const bookFacts =
  ({ books, samples, chunksAtOnce = 1 }: Ports) =>
  async (facts: readonly Fact[], timeLeft: TimeLeft = () => Infinity): Promise<Booked> => {
    if (facts.length === 0) return { unbooked: [], unfinished: [] };
    // A union that may be repeated; it comes first, since what is in the books is not looked at again.
    await samples.add(facts);
    const unbooked: Unbooked[] = [];
    const unfinished: Fact[] = [];
    const chunks = chunksOf(facts).values();
    const work = async (): Promise<void> => {
      for (const chunk of chunks) {
        if (timeLeft() > 0) unbooked.push(...(await bookChunk(books, chunk)));
        else unfinished.push(...chunk);
      }
    };
    await Promise.all(Array.from({ length: chunksAtOnce }, work));
    return { unbooked, unfinished };
  };

async function bookChunk(books: Books, facts: readonly Fact[]): Promise<Unbooked[]> {
  try {
    await post(books, facts);
    return [];
  } catch (error) {
    // What may pass stays in the queue, and no other chunk with it.
    if (!isAboutContent(error)) return facts.map((fact) => ({ fact, error: passing(error) }));
    const [only, another] = facts;
    if (only === undefined) return [];
    if (another === undefined) return [{ fact: only, error: rejected(only, error) }];
    const half = Math.ceil(facts.length / 2);
    const first = await bookChunk(books, facts.slice(0, half));
    return [...first, ...(await bookChunk(books, facts.slice(half)))];
  }
}

async function post(books: Books, facts: readonly Fact[]): Promise<void> {
  // Other consumers may change one of the records meanwhile.
  await retrying(async () => {
    const loaded = await books.load(facts);
    return (await books.commit(loaded, postFacts(loaded, facts))) || undefined;
  });
}

/** Facts of one person together, in the order in which the people come; as many as are about so many records. */
function chunksOf(facts: readonly Fact[]): Fact[][] {
  const together = [...Map.groupBy(facts, ({ buyer }) => buyer).values()].flat();
  const chunks: Fact[][] = [];
  let records = new Set<string>();
  for (const fact of together) {
    const all = new Set([...recordsOf(fact), ...records]);
    const chunk = chunks.at(-1);
    if (chunk === undefined || all.size > RECORDS) {
      chunks.push([fact]);
      records = new Set(recordsOf(fact));
    } else {
      chunk.push(fact);
      records = all;
    }
  }
  return chunks;
}

const recordsOf = (fact: Fact): readonly string[] => {
  const orderId = orderIdOf(fact);
  return orderId === undefined ? [fact.buyer] : [fact.buyer, orderId];
};

/** Whether what was to be written is at fault, as opposed to a store that cannot be reached. */
const isAboutContent = (error: unknown): error is Error =>
  isError(ItemFull, error) ||
  (error instanceof Error &&
    ['ValidationException', 'TransactionCanceledException', 'RangeError', 'TypeError'].includes(error.name));

const rejected = ({ id }: Fact, cause: Error): AppError =>
  FactNotBookable({ details: { eventId: id, reason: cause.message }, cause });

const passing = (cause: unknown): AppError =>
  cause instanceof AppError ? cause : Busy({ cause, details: { retryAfter: 1 } });
