import { randomUUID } from 'node:crypto';
import { queryAll } from '@cartless/aggregate';
import type { Archive } from './ports.ts';
import type { Ground } from '../ground.ts';
import type { Fact } from './fact.ts';
import { ARCHIVE_DAYS, archivePartition } from '../analytics-table.ts';
import { pack, unpack } from '../packed.ts';
import { believedFact } from './believed-fact.ts';

/** Keeps facts in one packed item per batch, under the day of their arrival. */
export function archiveStore({ items, now }: Pick<Ground, 'items' | 'now'>): Archive {
  let listedDay = '';
  return {
    async keep(facts) {
      const at = now().toISOString();
      const day = at.slice(0, 10);
      if (day !== listedDay) await items.write([{ put: { pk: ARCHIVE_DAYS, sk: day } }]);
      listedDay = day;
      const pages = packed(facts);
      await Promise.all(
        pages.map((page) =>
          items.write([{ put: { pk: archivePartition(day), sk: `${at}#${randomUUID()}`, facts: page } }]),
        ),
      );
    },
  };
}

/** An item takes 400 KB, with its key and all. */
const MOST_BYTES = 390_000;

/** The facts in as few pages as fit into items. One fact alone always fits: its event was a message of 256 KB at most. */
function packed(facts: readonly Fact[]): readonly Uint8Array[] {
  const page = pack(facts);
  if (page.byteLength <= MOST_BYTES || facts.length < 2) return [page];
  const half = Math.ceil(facts.length / 2);
  return [...packed(facts.slice(0, half)), ...packed(facts.slice(half))];
}

/** The days on which facts arrived, from the first on. */
export async function archivedDays({ items }: Pick<Ground, 'items'>): Promise<string[]> {
  const days: string[] = [];
  for await (const { sk } of queryAll(items, { hash: ARCHIVE_DAYS })) days.push(String(sk));
  return days;
}

/** The facts that arrived on a day, batch by batch. Earlier releases believed and archived times to come. */
export async function* archivedFacts(
  { items }: Pick<Ground, 'items'>,
  day: string,
): AsyncGenerator<readonly Fact[]> {
  for await (const { sk, facts } of queryAll(items, { hash: archivePartition(day) })) {
    const [arrivedAt = ''] = String(sk).split('#');
    yield unpack<Fact[]>(facts).map((fact) => believedFact(fact, arrivedAt));
  }
}
