import { type Item, nameOfKey } from '@cartless/aggregate';
import { type ItemChange, memoryItems, type MemoryItems } from '@cartless/aggregate/memory';
import { type Agreement, repairTable } from '@cartless/aggregate/repairing';

/** A table that a transaction reached in part. */
type Half = Readonly<{ name: string; items: MemoryItems }>;

type Repairs = Readonly<{
  memory: MemoryItems;
  agreements: readonly Agreement[];
  now: () => Date;
  /** What an item is called in the answer. */
  nameOf: (item: Item) => string;
}>;

/**
 * What a table of another region may hold after a region was lost in the middle of a transaction: all of it but one item, for each of them,
 * and one item alone.
 *
 * @param act makes the transaction; where it writes more than once, all of it is taken together
 */
async function halvesOf(
  { memory, now, nameOf: shown }: Omit<Repairs, 'agreements'>,
  act: () => Promise<unknown>,
): Promise<Half[]> {
  const nameOf = (item: Item): string => nameOfKey(memory.table, item);
  const before = memory.all();
  const changes = new Map<string, ItemChange>();
  let isActing = true;
  memory.watch((change) => {
    const item = change.after ?? change.before;
    if (!isActing || item === undefined) return;
    const name = nameOf(item);
    const first = changes.get(name) ?? change;
    changes.set(name, { before: first.before, after: change.after });
  });
  await act();
  isActing = false;
  const after = memory.all();
  const tableOf = async (all: readonly Item[], name: string, item: Item | undefined) => {
    const items = memoryItems(memory.table, now);
    await items.putMany([...all.filter((one) => nameOf(one) !== name), ...(item ? [item] : [])]);
    return items;
  };
  const halves = [...changes].map(async ([name, change]): Promise<Half[]> => {
    const called = shown(change.after ?? change.before ?? {});
    return [
      { name: `${called} missing`, items: await tableOf(after, name, change.before) },
      { name: `${called} alone`, items: await tableOf(before, name, change.after) },
    ];
  });
  return (await Promise.all(halves)).flat();
}

/**
 * Plants each half of a transaction in a table of its own and repairs it.
 *
 * @returns what was found by each half, as `<outcome>: <sentence>`, with what is found again afterwards behind `still`
 * @throws Error when the table was not whole before, or is found not to be whole after the transaction
 */
export async function repairsOf(
  { memory, agreements, now, nameOf }: Repairs,
  act: () => Promise<unknown>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const look = (items: MemoryItems, write: boolean) =>
    repairTable({ items, all: () => items.all(), agreements, now: now(), write });
  const whole = async (when: string): Promise<void> => {
    const found = await look(memory, false);
    if (found.length > 0) throw new Error(`${when} the transaction: ${JSON.stringify(found)}`);
  };
  await whole('before');
  const halves = await halvesOf({ memory, now, nameOf }, act);
  await whole('after');
  const found = halves.map(async ({ name, items }) => {
    const mended = await look(items, true);
    const still = await look(items, false);
    return [
      name,
      [
        ...mended.map(({ outcome, says }) => `${outcome}: ${says}`),
        ...still
          .filter(({ outcome }) => outcome !== 'for a person')
          .map(({ outcome, says }) => `still ${outcome}: ${says}`),
      ],
    ] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
