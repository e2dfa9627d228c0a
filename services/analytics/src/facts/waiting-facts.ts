import { createHash, randomUUID } from 'node:crypto';
import { type Item, queryAll } from '@cartless/aggregate';
import { waitingFactsPartition } from '../analytics-table.ts';
import { dayOf, slotOf } from '../calendar/slot.ts';
import type { Ground } from '../ground.ts';
import { packParts, unpack } from '../packed.ts';
import type { Booked } from './book-facts.ts';
import type { Fact } from './fact.ts';
import type { TimeLeft } from './ports.ts';
import { TRANSACTION_ITEMS } from '../roll-ups/pages.ts';

type Setting = Pick<Ground, 'items' | 'now'>;
type Entry = Readonly<{ key: Readonly<{ pk: string; sk: string }>; facts: readonly Fact[] }>;

/** A batch of more days than a queue keeps messages for is of a backlog, whose events hardly meet within a batch. */
export const FEW_DAYS = 14;

/** Names that are longer may be too long for a key when two of them are in it; whoever books them must be able to say so. */
const SHORT = 150;

/** Over how many parts waiting facts are spread by their person, so that what is about one record is in one of them. */
const PARTS = 16;

/** How many facts of a part are booked together at most, about 1 KB of memory each. */
const TOGETHER = 25_000;

/** So long nothing more came, in milliseconds: the queue is empty. */
export const QUIET_MS = 30_000;
/** How long facts wait for others at most. */
const PATIENCE_MS = 10 * 60_000;

/** Whether facts are of so many days that most of them would be alone with their order, their person and their roll-ups. */
export const isSpread = (facts: readonly Fact[], fewDays: number): boolean =>
  new Set(facts.map(({ at }) => dayOf(slotOf(at)))).size > fewDays;

/** Whether nothing in a fact can be what keeps it from being booked, so that it may wait where nobody could be told. */
export function mayWait(fact: Fact): boolean {
  const names =
    'order' in fact
      ? [fact.order.region, fact.order.city ?? '', ...fact.order.lines.flatMap(namesOf)]
      : 'region' in fact
        ? [fact.region]
        : [];
  return names.every(({ length }) => length <= SHORT);
}

const namesOf = ({
  productId,
  category,
  variants = {},
}: Readonly<{ productId: string; category: string; variants?: Readonly<Record<string, number>> }>) => [
  productId,
  category,
  ...Object.keys(variants),
];

/**
 * Keeps facts as they are until they are booked with others of the same orders and people. They may be kept more than once:
 * the records know what they have seen.
 */
export const keepWaiting =
  ({ items, now }: Setting) =>
  async (facts: readonly Fact[]): Promise<void> =>
    items.putMany([...Map.groupBy(facts, partOf)].flatMap(([part, own]) => entries(part, own, now())));

/** What came of a run: how many facts were booked, and whether any still wait. */
export type WaitingRun = Readonly<{ booked: number; isLeft: boolean }>;

/**
 * Books what waits, part by part, when no more comes or when it has waited long. What there was no time for, and what could not be
 * booked, waits on. An entry goes when its facts are booked or kept anew, so a crash at any point repeats some of them, which their
 * records tell.
 *
 * @throws the reason why something could not be booked, when all the rest is
 */
export const bookWaiting =
  ({ items, now }: Setting, book: (facts: readonly Fact[], timeLeft: TimeLeft) => Promise<Booked>) =>
  async (timeLeft: TimeLeft): Promise<WaitingRun> => {
    let [booked, isLeft] = [0, false];
    let failed: Error | undefined;
    for (let part = 0; part < PARTS; part += 1) {
      const found = timeLeft() > 0 ? await look({ items, now }, part) : 'early';
      if (found === 'early') isLeft = true;
      if (typeof found === 'string') continue;
      const facts = found.flatMap((entry) => entry.facts);
      const { unbooked, unfinished } = await book(facts, timeLeft);
      failed ??= unbooked[0]?.error;
      const rest = [...unbooked.map(({ fact }) => fact), ...unfinished];
      await items.putMany(entries(part, rest, new Date(timeOf(found[0]?.key))));
      await remove(items, found);
      booked += facts.length - rest.length;
      isLeft ||= rest.length > 0 || facts.length >= TOGETHER;
    }
    if (failed !== undefined) throw failed;
    return { booked, isLeft };
  };

const partOf = ({ buyer }: Fact): number => (createHash('sha256').update(buyer).digest()[0] ?? 0) % PARTS;

const entries = (part: number, facts: readonly Fact[], at: Date): Item[] =>
  packParts(facts).map(({ bytes }) => ({
    pk: waitingFactsPartition(part),
    sk: `${at.toISOString()}#${randomUUID()}`,
    facts: bytes,
  }));

const timeOf = (item: Item | undefined): string => String(item?.['sk']).split('#')[0] ?? '';

/** What is to be booked of a part, if it is time for it. */
async function look({ items, now }: Setting, part: number): Promise<readonly Entry[] | 'nothing' | 'early'> {
  const age = async (backward: boolean): Promise<number | undefined> => {
    const query = { hash: waitingFactsPartition(part), backward, limit: 1, only: ['sk'], consistent: true };
    const [entry] = (await items.query(query)).items;
    return entry && now().getTime() - Date.parse(timeOf(entry));
  };
  const latest = await age(true);
  if (latest === undefined) return 'nothing';
  const isDue = latest >= QUIET_MS || ((await age(false)) ?? 0) >= PATIENCE_MS;
  return isDue ? waiting(items, part) : 'early';
}

/** The oldest entries of a part, as many as are booked together. */
async function waiting(items: Setting['items'], part: number): Promise<Entry[]> {
  const found: Entry[] = [];
  let count = 0;
  for await (const { pk, sk, facts: packed } of queryAll(items, {
    hash: waitingFactsPartition(part),
    consistent: true,
  })) {
    const facts = unpack<Fact[]>(packed);
    count += facts.length;
    found.push({ key: { pk: String(pk), sk: String(sk) }, facts });
    if (count >= TOGETHER) break;
  }
  return found;
}

async function remove(items: Setting['items'], found: readonly Entry[]): Promise<void> {
  for (let from = 0; from < found.length; from += TRANSACTION_ITEMS) {
    const some = found.slice(from, from + TRANSACTION_ITEMS);
    await items.write(some.map(({ key }) => ({ delete: key })));
  }
}
