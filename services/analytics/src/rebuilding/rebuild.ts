import type { Fact } from '../facts/fact.ts';

/** How many facts are booked at a time. */
const AT_ONCE = 500;

type Ports = Readonly<{
  days(): Promise<readonly string[]>;
  factsOf(day: string): AsyncIterable<readonly Fact[]>;
  /** Books facts into the generation that grows. */
  book(facts: readonly Fact[]): Promise<unknown>;
  /** Makes the generation that grew the live one. */
  goLive(): Promise<void>;
  /** Waits until no consumer works with the old generation any more. */
  settle(): Promise<void>;
  /** Told after every step. */
  progress(state: Readonly<{ day: string; done: number; days: number; facts: number }>): void;
}>;

/**
 * Books the whole archive into a fresh generation beside the live one and swaps. What consumers booked into the old
 * one meanwhile is in the archive too: the days since the start are read once more after the swap, and booking is
 * idempotent. Says how many facts were read.
 */
export const rebuild = (ports: Ports) => async (): Promise<number> => {
  const days = await ports.days();
  let facts = 0;
  for (const [index, day] of days.entries()) {
    facts += await bookDay(ports, day, (soFar) =>
      ports.progress({ day, done: index, days: days.length, facts: facts + soFar }),
    );
    ports.progress({ day, done: index + 1, days: days.length, facts });
  }
  await ports.goLive();
  await ports.settle();
  const last = days.at(-1) ?? '';
  const since = (await ports.days()).filter((day) => day >= last);
  for (const day of since) await bookDay(ports, day, () => undefined);
  return facts;
};

async function bookDay(ports: Ports, day: string, told: (facts: number) => void): Promise<number> {
  let waiting: Fact[] = [];
  let read = 0;
  const flush = async () => {
    if (waiting.length > 0) await ports.book(waiting);
    read += waiting.length;
    waiting = [];
    told(read);
  };
  for await (const facts of ports.factsOf(day)) {
    waiting.push(...facts);
    if (waiting.length >= AT_ONCE) await flush();
  }
  await flush();
  return read;
}
