import { ABSENT, type Item, type Key, type Write } from '@cartless/aggregate';
import type { Books, LoadedLedger } from './ports.ts';
import type { Ground } from '../ground.ts';
import type { Fact } from './fact.ts';
import { orderIdOf, type Posting } from './post-facts.ts';
import { type Generation, orderKey, personKey } from '../analytics-table.ts';
import { orderItem, orderOf, personItem, personOf } from './ledger-items.ts';
import { carryOver, pendingWrite, TRANSACTION_ITEMS } from '../roll-ups/pending-roll-ups.ts';
import { rollUpWrite } from '../roll-ups/roll-up-writes.ts';

type Setting = Pick<Ground, 'items' | 'generation' | 'now'> &
  Readonly<{
    /** The roll-up shard that this container writes to. */
    shard: number;
  }>;

/** The books in the service's table. */
export function booksStore({ items, generation, shard, now }: Setting): Books {
  // True at first, because a container that died may have left entries in this shard.
  let hasAside = true;
  const commit = async (loaded: LoadedLedger, posting: Posting): Promise<boolean> => {
    const live = await generation();
    const states = [
      ...[...posting.orders.values()].map((order) => orderItem(live, order)),
      ...[...posting.people.values()].map((person) => personItem(live, person, now())),
    ];
    const records = states.map((item) => recordWrite(item, loaded.versions.get(String(item['pk']))));
    const { changes } = posting;
    const isDirect = records.length + changes.length <= TRANSACTION_ITEMS;
    const place = { items, generation: live, shard };
    // Made in any case: what no roll-up can take must fail here, where its fact can still be singled out.
    const direct = changes.map((change) => rollUpWrite(live, shard, change));
    const rollUps = isDirect ? direct : [pendingWrite(place, changes)];
    const writes = [...records, ...rollUps];
    hasAside ||= !isDirect;
    return writes.length === 0 || (await items.write(writes)).ok;
  };
  return {
    load: async (facts) =>
      toLedger(await items.getMany(keysOf(await generation(), facts), { consistent: true })),
    commit,
    async carryOver() {
      if (!hasAside) return 0;
      const carried = await carryOver({ items, generation: await generation(), shard });
      hasAside = false;
      return carried;
    },
  };
}

/** Replaces a record, on condition that it is still the one that was read. */
const recordWrite = (item: Item, version: number | undefined): Write => ({
  put: { ...item, v: (version ?? 0) + 1 },
  when: version === undefined ? { pk: ABSENT } : { v: version },
});

function keysOf(generation: Generation, facts: readonly Fact[]): readonly Key[] {
  return facts.flatMap((fact) => {
    const orderId = orderIdOf(fact);
    const person = personKey(generation, fact.buyer);
    return orderId === undefined ? [person] : [person, orderKey(generation, orderId)];
  });
}

function toLedger(items: readonly Item[]): LoadedLedger {
  const orders = items.filter((item) => 'orderId' in item).map(orderOf);
  const people = items.filter((item) => 'steps' in item).map(personOf);
  return {
    orders: new Map(orders.map((order) => [order.orderId, order])),
    people: new Map(people.map((person) => [person.buyer, person])),
    versions: new Map(items.map((item) => [String(item['pk']), Number(item['v'])])),
  };
}
