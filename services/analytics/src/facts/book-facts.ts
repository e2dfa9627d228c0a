import { ItemFull, retrying } from '@cartless/aggregate';
import { AppError, isError } from '@cartless/domain';
import { FactNotBookable } from './errors.ts';
import type { Fact } from './fact.ts';
import { postFacts } from './post-facts.ts';
import type { Archive, Books } from './ports.ts';
import type { BuyerSamples } from '../buyers/ports.ts';

/** A chunk of n facts writes at most 2n records, and a transaction has room for 100 items. */
const CHUNK = 45;

type Ports = Readonly<{ books: Books; samples: BuyerSamples; archive: Archive }>;

/** A fact that can never be booked, and why. */
export type Unbookable = Readonly<{ fact: Fact; error: AppError }>;

/**
 * Books a batch of facts: exactly once each, however often they come. Facts of one person stay together, each chunk
 * is one transaction. A fact that cannot be written is singled out and rejected, and the others are booked.
 */
export const bookFacts =
  ({ books, samples, archive }: Ports) =>
  async (facts: readonly Fact[]): Promise<readonly Unbookable[]> => {
    // Both are idempotent and come first: a crash after them repeats them, a crash before them loses nothing.
    await Promise.all([archive.keep(facts), samples.add(facts)]);
    const rejections: Unbookable[] = [];
    for (const chunk of chunksOf(facts)) rejections.push(...(await bookChunk(books, chunk)));
    await books.carryOver();
    return rejections;
  };

async function bookChunk(books: Books, facts: readonly Fact[]): Promise<Unbookable[]> {
  try {
    await post(books, facts);
    return [];
  } catch (error) {
    if (!isAboutContent(error)) throw error;
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

function chunksOf(facts: readonly Fact[]): Fact[][] {
  const together = [...Map.groupBy(facts, ({ buyer }) => buyer).values()].flat();
  return Array.from({ length: Math.ceil(together.length / CHUNK) }, (_, i) =>
    together.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}

/** Whether what was to be written is at fault, as opposed to a store that cannot be reached. */
const isAboutContent = (error: unknown): error is Error =>
  isError(ItemFull, error) ||
  (error instanceof Error &&
    ['ValidationException', 'TransactionCanceledException', 'RangeError', 'TypeError'].includes(error.name));

const rejected = ({ id }: Fact, cause: Error): AppError =>
  FactNotBookable({ details: { eventId: id, reason: cause.message }, cause });
