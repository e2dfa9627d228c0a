import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Busy, conditional, transactWrite } from '@cartless/dynamodb';
import type { Change, Release } from '../domain/change-order.ts';
import { OrderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import { orderKey, stockKey } from './keys.ts';
import { outboxOf } from './order-events.ts';
import { fromOrderItem, toOrderItem } from './order-item.ts';
import type { Item, Store, TransactItem } from './store.ts';

const ATTEMPTS = 8;

/** The order with an id, as it is now. @throws AppError ORDER_NOT_FOUND */
export async function loadOrder({ client, table }: Store, orderId: string): Promise<Order> {
  const get = new GetCommand({ TableName: table, Key: orderKey(orderId), ConsistentRead: true });
  const { Item: item } = await client.send(get);
  if (item === undefined) throw OrderNotFound();
  return fromOrderItem(item);
}

/** Decides about an order; undefined when there is nothing to change. */
export type Decide = (order: Order) => Change | undefined;

/**
 * Changes one order: reads it, lets the rules decide, and writes it under the condition that nobody else changed it
 * since; otherwise the rules decide again about what is there now. State, event and returned stock are one write.
 *
 * @param at the time that the events bear
 * @param known the order when the caller has just read it, to save reading it again
 * @returns the order as it is afterwards
 * @throws AppError ORDER_NOT_FOUND, BUSY, and whatever `decide` throws
 */
export async function changeOrder(
  store: Store,
  orderId: string,
  at: number,
  decide: Decide,
  known?: Order,
): Promise<Order> {
  let order = known ?? (await loadOrder(store, orderId));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const change = decide(order);
    if (change === undefined) return order;
    const stored = await write(store, order, change, at);
    if (stored === undefined) return change.order;
    order = fromOrderItem(stored);
  }
  throw Busy({ details: { retryAfter: 1 } });
}

/** @returns undefined when written, else the order's item as somebody else left it */
async function write(store: Store, before: Order, change: Change, at: number): Promise<Item | undefined> {
  const put = orderPut(store, before, change, at);
  if (change.releases.length === 0) {
    const outcome = await conditional(store.client.send(new PutCommand(put)));
    return outcome.ok ? undefined : found(outcome.item);
  }
  const outcome = await transactWrite(store.client, [{ Put: put }, ...releaseWrites(store, change.releases)]);
  return outcome.ok ? undefined : found(outcome.refusals[0]?.item);
}

const found = (item: Item | undefined): Item => {
  if (item === undefined) throw OrderNotFound();
  return item;
};

/** The write of a changed order, refused when somebody else changed it since. */
export const orderPut = ({ table }: Store, before: Order, change: Change, at: number) => ({
  TableName: table,
  Item: { ...toOrderItem(change.order), outbox: outboxOf(change, at) },
  ConditionExpression: 'v = :version AND st = :state',
  ExpressionAttributeValues: { ':version': before.version, ':state': before.status },
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
});

/** Units back on the shelf; several lines of one bucket are one write, as a transaction asks. */
function releaseWrites({ table }: Store, releases: readonly Release[]): TransactItem[] {
  const byBucket = Map.groupBy(releases, ({ productId, bucket }) => `${productId} ${bucket}`);
  return [...byBucket.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const units = same.reduce((sum, { quantity }) => sum + quantity, 0);
    return {
      Update: {
        TableName: table,
        Key: stockKey(first.productId, first.bucket),
        UpdateExpression: 'ADD n :units',
        ExpressionAttributeValues: { ':units': units },
      },
    };
  });
}
