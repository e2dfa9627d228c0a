import { ABSENT, type Item, type Key, type Write } from '@cartless/aggregate';
import type { Archive, Books, LoadedLedger } from './ports.ts';
import type { Ground } from '../ground.ts';
import type { Fact } from './fact.ts';
import { orderIdOf, type Posting } from './post-facts.ts';
import { type Generation, orderKey, personKey, rollUpSort } from '../analytics-table.ts';
import { orderItem, orderOf, personItem, personOf } from './ledger-items.ts';
import { carryOver, LITTLE, pendingWrite } from '../roll-ups/pending-roll-ups.ts';
import { TRANSACTION_ITEMS } from '../roll-ups/pages.ts';
import { lateMarks } from '../roll-ups/late-marks.ts';
import { mergeChanges, type RollUpChange } from '../roll-ups/roll-up.ts';
import { rollUpWrite } from '../roll-ups/roll-up-writes.ts';

type Setting = Pick<Ground, 'items' | 'generation' | 'zones' | 'now'> &
  Readonly<{
    /** The roll-up shard that this container writes to. */
    shard: number;
    archive: Archive;
  }>;

/** The books in the service's table. */
export function booksStore({ items, generation, zones, shard, now, archive }: Setting): Books {
  // True at first, because a container that died may have left entries in this shard.
  let hasAside = true;
  let aside: readonly RollUpChange[] = [];
  const commit = async (loaded: LoadedLedger, posting: Posting): Promise<boolean> => {
    const live = loaded.generation;
    const states = [
      ...[...posting.orders.values()].map((order) => orderItem(live, order)),
      ...[...posting.people.values()].map((person) => personItem(live, person, now())),
    ];
    const records = states.map((item) => recordWrite(item, loaded.versions.get(String(item['pk']))));
    const { changes } = posting;
    const kept = await archive.keeping(posting.news);
    const place = { items, generation: live, shard, now };
    // What no roll-up can take must fail here, where its fact can still be singled out.
    for (const { period, value } of changes) rollUpSort(period, value);
    const marks = lateMarks(place, changes);
    const isDirect = records.length + kept.length + changes.length + marks.length <= TRANSACTION_ITEMS;
    const rollUps = isDirect
      ? [...changes.map((change) => rollUpWrite(live, shard, change)), ...marks]
      : [pendingWrite(place, changes)];
    const writes = [...records, ...kept, ...rollUps];
    hasAside ||= !isDirect;
    if (!isDirect && aside.length <= LITTLE) aside = mergeChanges([...aside, ...changes]);
    return writes.length === 0 || (await items.write(writes)).ok;
  };
  return {
    async load(facts) {
      const live = await generation();
      return toLedger(live, await items.getMany(keysOf(live, facts), { consistent: true }));
    },
    commit,
    async carryOver(timeLeft) {
      // What is spread over many roll-ups need not be read to know that the scheduled task is to add it up.
      const isMuch = aside.length > LITTLE;
      aside = [];
      if (!hasAside || isMuch) return 0;
      hasAside = false;
      const place = { items, generation: await generation(), zones, shard, now };
      return (await carryOver(place, { timeLeft, most: LITTLE })).carried;
    },
  };
}

/** Replaces a record, on condition that it is still the one that was read. */
const recordWrite = (item: Item, version: number | undefined): Write => ({
  put: { ...item, v: (version ?? 0) + 1 },
  when: version === undefined ? { pk: ABSENT } : { v: version },
});

const keysOf = (generation: Generation, facts: readonly Fact[]): readonly Key[] =>
  facts.flatMap((fact) => recordKeysOf(generation, fact));

/** The records that a fact is about: that of a person, and that of an order if it is about one. */
export function recordKeysOf(
  generation: Generation,
  fact: Fact,
): readonly Readonly<{ pk: string; sk: string }>[] {
  const orderId = orderIdOf(fact);
  const person = personKey(generation, fact.buyer);
  return orderId === undefined ? [person] : [person, orderKey(generation, orderId)];
}

/** What stored records say. */
export function toLedger(generation: Generation, items: readonly Item[]): LoadedLedger {
  const orders = items.filter((item) => 'orderId' in item).map(orderOf);
  const people = items.filter((item) => 'steps' in item).map(personOf);
  return {
    orders: new Map(orders.map((order) => [order.orderId, order])),
    people: new Map(people.map((person) => [person.buyer, person])),
    generation,
    versions: new Map(items.map((item) => [String(item['pk']), Number(item['v'])])),
  };
}
