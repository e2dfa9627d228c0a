import type { Generation } from '../analytics-table.ts';
import { buyerSampleStore } from '../buyers/buyer-samples-store.ts';
import { archiveReader } from '../facts/archive-store.ts';
import { bookFacts, type Unbooked } from '../facts/book-facts.ts';
import { booksStore } from '../facts/books-store.ts';
import type { Fact } from '../facts/fact.ts';
import { NO_ARCHIVE, type TimeLeft } from '../facts/ports.ts';
import type { Ground } from '../ground.ts';
import { orderFactStore } from '../order-lists/order-facts-store.ts';
import { carryOver } from '../roll-ups/pending-roll-ups.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { dayOf, firstSlot, instantOf, SLOTS_A_DAY, slotOf } from '../calendar/slot.ts';
import { goLive } from './generation.ts';
import { growingBooks } from './growing-books.ts';
import { rebuild, type RebuildProgress, SEGMENT } from './rebuild.ts';
import { reconcile } from './reconcile.ts';

/** Yesterday, and days that late events may still have changed. */
export const DAYS_BACK = [1, 2, 7, 30];

export const daysToCompare = (now: Date): string[] =>
  DAYS_BACK.map((back) => dayOf(slotOf(now) - back * SLOTS_A_DAY));

type Run = Readonly<{
  live: Generation;
  next: Generation;
  settle(): Promise<void>;
  progress(state: RebuildProgress): void;
  timeLeft: TimeLeft;
  /** Told of what can never be booked. */
  unbookable(found: readonly Unbooked[]): void;
  /** How many facts are added up before anything is written. */
  segment?: number;
}>;

/** A rebuild of the generation `next` beside the live one, wired. */
export async function rebuildGeneration(
  own: Ground,
  { live, next, unbookable, segment = SEGMENT, ...run }: Run,
): Promise<Readonly<{ isDone: boolean; events: number }>> {
  const of = (generation: Generation): Ground => ({ ...own, generation: () => Promise.resolve(generation) });
  const grown = of(next);
  const samples = buyerSampleStore(grown);
  const shard = Math.floor(own.random() * own.shards);
  const book = bookFacts({ books: booksStore({ ...grown, shard, archive: NO_ARCHIVE }), samples });
  return rebuild({
    ...run,
    segment,
    archive: archiveReader(own),
    growing: await growingBooks({ ...own, generation: next, shard, samples }),
    now: own.now,
    async book(facts: readonly Fact[]) {
      const { unbooked } = await book(facts);
      const passing = unbooked.find(({ error }) => error.kind === 'unavailable');
      if (passing !== undefined) throw passing.error;
      unbookable(unbooked);
      const place = { ...own, generation: next, shard };
      while ((await carryOver(place, { timeLeft: () => Infinity, most: Infinity })).isLeft);
    },
    check: () => whyNot(of(live), grown, daysToCompare(own.now())),
    goLive: () => goLive(own, live, next),
  })();
}

/** Whether a generation may take another's place: its roll-ups agree with its orders, and none of the other's orders lack. */
async function whyNot(live: Ground, next: Ground, days: readonly string[]): Promise<string | undefined> {
  for (const day of days) {
    const [from, to] = [instantOf(firstSlot(day)), instantOf(firstSlot(day) + SLOTS_A_DAY)];
    const [before, after] = await Promise.all([
      orderFactStore(live).count(from, to),
      orderFactStore(next).count(from, to),
    ]);
    if (after.orders < before.orders) {
      return `of the ${before.orders} orders of ${day} the archive knows only ${after.orders}.`;
    }
    const [first] = await reconcile({ rollUps: rollUpStore(next), orders: orderFactStore(next) })(day);
    if (first !== undefined)
      return `${first.what} of ${day} would be ${first.rollUps}, not ${first.expected}.`;
  }
  return undefined;
}
