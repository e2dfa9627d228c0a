import type { Fact } from '../facts/fact.ts';
import type { ArchiveRange, ArchiveReader, TimeLeft } from '../facts/ports.ts';
import { RebuildRefused } from './errors.ts';
import type { Growing } from './growing-books.ts';

/** How many facts are added up before anything is written. */
export const SEGMENT = 25_000;
/** How many facts are booked at a time as a consumer books them. */
const AT_ONCE = 500;
/** What is older than this, in milliseconds, has arrived: no consumer works so long on a batch, and clocks agree so far. */
const SETTLED_MS = 15 * 60_000;

/** Where a rebuild is. */
export type RebuildProgress = Readonly<{
  doing: 'reading' | 'summing' | 'catching up';
  /** How many events are read, of how many. Those that arrive meanwhile come on top, while it catches up. */
  events: number;
  of: number;
}>;

type Ports = Readonly<{
  archive: ArchiveReader;
  /** The generation that grows. */
  growing: Growing;
  /** Books facts into it as consumers do, once it may not be the only one to be written to. */
  book(facts: readonly Fact[]): Promise<unknown>;
  /** Looks at the generation that grew. @returns why it must not go live; undefined when it may */
  check(): Promise<string | undefined>;
  /** Makes the generation that grew the live one. */
  goLive(): Promise<void>;
  /** Waits until no consumer works with the old generation any more. */
  settle(): Promise<void>;
  /** Told while events are read, and after every step. */
  progress(state: RebuildProgress): void;
  now(): Date;
  timeLeft: TimeLeft;
  /** How many facts are added up before anything is written. */
  segment: number;
}>;

/**
 * Books the whole archive into a fresh generation beside the live one and swaps. It may be cut off at any point, and goes on
 * there when it is called again.
 *
 * What arrived a while ago does not change any more: it is read in large segments, added up, and written without transactions.
 * What arrives meanwhile is booked as consumers book it, before the swap and once more after it, because consumers go on in
 * the old generation until then. Booking is idempotent, so nothing counts twice.
 *
 * @returns how many events were read, and whether it is done: when the time is over it is not
 */
export const rebuild = (ports: Ports) => async (): Promise<Readonly<{ isDone: boolean; events: number }>> => {
  const { growing, timeLeft } = ports;
  if (!(await readSettled(ports))) return { isDone: false, events: (await growing.state()).read };
  const { read, horizon, isLive } = await growing.state();
  const isTold = { events: read, of: read };
  if (!isLive) {
    ports.progress({ doing: 'summing', ...isTold });
    if (!(await growing.sum(timeLeft))) return { isDone: false, events: read };
    if (!(await growToBeRight(ports, horizon))) return { isDone: false, events: read };
    await ports.goLive();
    await growing.noteLive();
  }
  await ports.settle();
  if (!(await catchUp(ports, horizon))) return { isDone: false, events: read };
  await growing.noteDone();
  ports.progress({ doing: 'catching up', ...isTold });
  return { isDone: true, events: read };
};

/** @returns whether all that has settled is read */
async function readSettled({ archive, growing, progress, now, timeLeft, segment }: Ports): Promise<boolean> {
  const begun = await growing.state();
  if (begun.horizon !== '') return true;
  const horizon = new Date(now().getTime() - SETTLED_MS).toISOString();
  const days = (await archive.days()).filter((day) => day >= begun.day && day <= horizon.slice(0, 10));
  const rangeOf = (day: string): ArchiveRange => ({
    after: day === begun.day ? begun.place : undefined,
    to: horizon,
  });
  const counts = await Promise.all(days.map((day) => archive.count(day, rangeOf(day))));
  const of = begun.read + counts.reduce((sum, count) => sum + count, 0);
  let events = begun.read;
  let waiting: Fact[] = [];
  let last = { day: begun.day, place: begun.place };
  const flush = async () => {
    if (waiting.length > 0) await growing.grow(waiting, { ...last, read: events });
    waiting = [];
  };
  for (const day of days) {
    for await (const { place, facts } of archive.pages(day, rangeOf(day))) {
      waiting.push(...facts);
      events += facts.length;
      last = { day, place };
      progress({ doing: 'reading', events, of });
      const { journaled } = growing;
      // One that was cut off after its sums were written is finished as it was begun.
      const isEnd = journaled === undefined ? waiting.length >= segment : journaled === `${day} ${place}`;
      if (!isEnd) continue;
      await flush();
      if (timeLeft() <= 0) return false;
    }
  }
  await flush();
  await growing.noteRead(horizon);
  return true;
}

/** How often what does not agree is looked at again: events may have come between booking and looking. */
const LOOKS = 3;

/** @returns whether there was time for all @throws AppError REBUILD_REFUSED when the generation must not go live */
async function growToBeRight(ports: Ports, horizon: string): Promise<boolean> {
  let why: string | undefined = '';
  for (let look = 0; look < LOOKS; look += 1) {
    if (!(await catchUp(ports, horizon))) return false;
    why = await ports.check();
    if (why === undefined) return true;
  }
  throw RebuildRefused({ details: { why } });
}

/** Books what has arrived since, as a consumer does. @returns whether there was time for all */
async function catchUp({ archive, book, timeLeft }: Ports, horizon: string): Promise<boolean> {
  let waiting: Fact[] = [];
  const days = (await archive.days()).filter((day) => day >= horizon.slice(0, 10));
  for (const day of days) {
    for await (const { place, facts } of archive.pages(day, {})) {
      if (place < horizon) continue;
      waiting.push(...facts);
      if (waiting.length < AT_ONCE) continue;
      if (timeLeft() <= 0) return false;
      await book(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) await book(waiting);
  return true;
}
