import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transactWrite } from '@cartless/dynamodb';
import type { Books, LoadedLedger } from '../application/ports.ts';
import type { Fact } from '../domain/fact.ts';
import { orderIdOf, type Posting } from '../domain/post-facts.ts';
import { type Generation, orderKey, personKey } from './keys.ts';
import { orderItem, orderOf, personItem, personOf } from './ledger-items.ts';
import { carryOver, pendingWrite, TRANSACTION_ITEMS } from './pending-roll-ups.ts';
import { rollUpWrite, type TransactItem } from './roll-up-writes.ts';

type Item = Readonly<Record<string, unknown>>;
type Setting = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: () => Promise<Generation>;
  /** The roll-up shard that this container writes to. */
  shard: number;
  now?: () => number;
}>;

/** The books in the service's table. */
export function dynamoBooks({ client, table, generation, shard, now = Date.now }: Setting): Books {
  // True at first, because a container that died may have left entries in this shard.
  let hasAside = true;
  const commit = async (loaded: LoadedLedger, posting: Posting): Promise<boolean> => {
    const live = await generation();
    const items = [
      ...[...posting.orders.values()].map((order) => orderItem(live, order)),
      ...[...posting.people.values()].map((person) => personItem(live, person, now())),
    ];
    const records = items.map((item) => recordWrite(table, item, loaded.versions.get(String(item['pk']))));
    const { changes } = posting;
    const isDirect = records.length + changes.length <= TRANSACTION_ITEMS;
    const place = { client, table, generation: live, shard };
    // Made in any case: what no roll-up can take must fail here, where its fact can still be singled out.
    const direct = changes.map((change) => rollUpWrite(table, live, shard, change));
    const rollUps = isDirect ? direct : [pendingWrite(place, changes)];
    const writes = [...records, ...rollUps];
    hasAside ||= !isDirect;
    return writes.length === 0 || (await transactWrite(client, writes)).ok;
  };
  return {
    load: async (facts) => toLedger(await readAll(client, table, keysOf(await generation(), facts))),
    commit,
    async carryOver() {
      if (!hasAside) return 0;
      const carried = await carryOver({ client, table, generation: await generation(), shard });
      hasAside = false;
      return carried;
    },
  };
}

/** Replaces a record, on condition that it is still the one that was read. */
function recordWrite(table: string, item: Item, version: number | undefined): TransactItem {
  const Item = { ...item, v: (version ?? 0) + 1 };
  return {
    Put:
      version === undefined
        ? { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            TableName: table,
            Item,
            ConditionExpression: 'v = :v',
            ExpressionAttributeValues: { ':v': version },
          },
  };
}

function keysOf(generation: Generation, facts: readonly Fact[]): Item[] {
  const keys = facts.flatMap((fact) => {
    const orderId = orderIdOf(fact);
    const person = personKey(generation, fact.buyer);
    return orderId === undefined ? [person] : [person, orderKey(generation, orderId)];
  });
  return [...new Map(keys.map((key) => [key.pk, key])).values()];
}

async function readAll(client: DynamoDBDocumentClient, table: string, keys: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let left = keys;
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
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
