import { randomUUID } from 'node:crypto';
import { type Item, type Query, queryAll } from '@cartless/aggregate';
import { isRecent } from '@cartless/domain';
import type { Archive, ArchivePage, ArchiveRange, ArchiveReader } from './ports.ts';
import type { Ground } from '../ground.ts';
import type { Fact } from './fact.ts';
import { ARCHIVE_DAYS, archivePartition } from '../analytics-table.ts';
import { pack, unpack } from '../packed.ts';
import { believedFact } from './believed-fact.ts';

/** So long a container takes a day for listed: a table that was put back may not list it. */
const LISTED_MS = 10_000;

/**
 * Keeps facts in packed items under the day of their arrival. The records of orders and people know which facts they have
 * seen, and an item is written in the transaction in which they learn of its facts: so a fact is archived once, however
 * often its event comes and however often a batch is tried.
 */
export function archiveStore({ items, now }: Pick<Ground, 'items' | 'now'>): Archive {
  const listed = { day: '', at: -Infinity };
  return {
    async keeping(facts) {
      if (facts.length === 0) return [];
      const time = now();
      const at = time.toISOString();
      const day = at.slice(0, 10);
      // Before the day's first fact, so that no fact is of a day that is not listed.
      if (day !== listed.day || !isRecent(listed.at, LISTED_MS, time.getTime())) {
        await items.write([{ put: { pk: ARCHIVE_DAYS, sk: day } }]);
        Object.assign(listed, { day, at: time.getTime() });
      }
      const key = { pk: archivePartition(day), sk: `${at}#${randomUUID()}` };
      return [{ put: { ...key, n: facts.length, facts: pack(facts) } }];
    },
  };
}

/** The days on which facts arrived, from the first on. */
export async function archivedDays({ items }: Pick<Ground, 'items'>): Promise<string[]> {
  const days: string[] = [];
  for await (const { sk } of queryAll(items, { hash: ARCHIVE_DAYS })) days.push(String(sk));
  return days;
}

/**
 * The facts that arrived on a day, page by page, in the order of their places. Earlier releases believed and archived times
 * to come.
 */
export async function* archivedFacts(
  { items }: Pick<Ground, 'items'>,
  day: string,
  part: ArchiveRange = {},
): AsyncGenerator<ArchivePage> {
  for await (const { sk, facts } of queryAll(items, arrivedOn(day, part))) {
    const place = String(sk);
    const [arrivedAt = ''] = place.split('#');
    yield { place, facts: unpack<Fact[]>(facts).map((fact) => believedFact(fact, arrivedAt)) };
  }
}

/** How many facts arrived on a day, doubles of earlier releases included. */
export async function countArchived(
  { items }: Pick<Ground, 'items'>,
  day: string,
  part: ArchiveRange = {},
): Promise<number> {
  let count = 0;
  let isCounted = true;
  const query = arrivedOn(day, part);
  for await (const { n } of queryAll(items, { ...query, only: ['n'] })) {
    isCounted &&= n !== undefined;
    count += Number(n ?? 0);
  }
  if (isCounted) return count;
  // Items of earlier releases do not say how many they hold.
  count = 0;
  for await (const item of queryAll(items, query)) count += sizeOf(item);
  return count;
}

/** The archive as a rebuild reads it. */
export const archiveReader = (ground: Pick<Ground, 'items'>): ArchiveReader => ({
  days: () => archivedDays(ground),
  count: (day, part) => countArchived(ground, day, part),
  pages: (day, part) => archivedFacts(ground, day, part),
});

function arrivedOn(day: string, { after, to }: ArchiveRange): Query {
  // `~` sorts behind everything that a place is made of.
  const range = { ...(after && { from: `${after}~` }), ...(to && { to }) };
  return { hash: archivePartition(day), range: Object.keys(range).length === 0 ? undefined : range };
}

const sizeOf = ({ n, facts }: Item): number => Number(n ?? unpack<Fact[]>(facts).length);
