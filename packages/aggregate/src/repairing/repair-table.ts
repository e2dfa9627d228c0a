import type { Item, Items } from '../items.ts';
import type { Agreement, Broken } from './agreement.ts';

export type Repairing = Readonly<{
  /** The table. Nobody else may write to it meanwhile: a sum of items that were read at different times is none. */
  items: Pick<Items, 'table' | 'write'>;
  /** Every item of the table; asked for again after something was mended. */
  all: () => AsyncIterable<Item> | Iterable<Item>;
  agreements: readonly Agreement[];
  now: Date;
  /** Without it nothing is written, and it is only said what would be. */
  write: boolean;
}>;

/** Something that did not hold, and what became of it; `changed` has been written by somebody else since it was seen. */
export type Finding = Readonly<{
  says: string;
  outcome: 'mended' | 'can be mended' | 'changed' | 'for a person';
}>;

/** What one mend brings to light, another mends: a bucket of stock that was missing has to be there before it can hold units. */
const MOST_ROUNDS = 3;

/**
 * Finds the halves of transactions in a table, and makes whole what can be made whole. Each mend is a write of its own under the condition
 * that all is as it was seen, so asking twice is harmless.
 */
export async function repairTable(repairing: Repairing): Promise<readonly Finding[]> {
  const mended: Finding[] = [];
  for (let round = 1; ; round += 1) {
    const found = await look(repairing);
    const settled = await Promise.all(found.map((one) => settle(repairing, one)));
    const { done = [], open = [] } = Object.groupBy(settled, ({ outcome }) =>
      outcome === 'mended' ? 'done' : 'open',
    );
    mended.push(...done);
    if (done.length === 0 || round === MOST_ROUNDS) return [...mended, ...open];
  }
}

async function look({ items, all, agreements, now }: Repairing): Promise<readonly Broken[]> {
  const watches = agreements.map(({ watch }) => watch(now));
  const { expires } = items.table;
  const seconds = now.getTime() / 1000;
  for await (const item of all()) {
    // What has run out counts as gone, also before the database has removed it.
    if (expires !== undefined && Number(item[expires]) <= seconds) continue;
    for (const { see } of watches) see(item);
  }
  return watches.flatMap(({ broken }) => [...broken()]);
}

async function settle({ items, write }: Repairing, { says, mend }: Broken): Promise<Finding> {
  if (mend === undefined) return { says, outcome: 'for a person' };
  if (!write) return { says, outcome: 'can be mended' };
  const { ok } = await items.write(mend);
  return { says, outcome: ok ? 'mended' : 'changed' };
}
