import { type Item, WRITE_IDS } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import type { OrderState } from './order-state.ts';
import type { PersonState } from './person-state.ts';
import { type Generation, orderKey, orderShardKey, orderShardOf, personKey } from '../analytics-table.ts';

/** How long a pseudonym outlives the person's account, in seconds: longer than any queue keeps a message. */
const PSEUDONYM_SECONDS = 30 * 86_400;

/** The item of an order. The index keys come with the first fact that tells when it was placed. */
export const orderItem = (generation: Generation, order: OrderState): Item => ({
  ...orderKey(generation, order.orderId),
  ...(order.placedAt !== undefined && {
    orderShard: orderShardKey(generation, orderShardOf(order.orderId)),
    placedKey: `${new Date(order.placedAt).toISOString()}#${order.orderId}`,
  }),
  ...order,
});

/** The item of a person. That of an erased account expires; until then it tells redelivered events apart. */
export const personItem = (generation: Generation, person: PersonState, now: Date): Item => ({
  ...personKey(generation, person.buyer),
  ...person,
  ...(person.erased === true && { expiresAt: epochSeconds(now) + PSEUDONYM_SECONDS }),
});

export function orderOf(item: Item): OrderState {
  const { pk: _pk, sk: _sk, v: _v, [WRITE_IDS]: _id, orderShard: _shard, placedKey: _key, ...order } = item;
  return order as OrderState;
}

export function personOf(item: Item): PersonState {
  const { pk: _pk, sk: _sk, v: _v, [WRITE_IDS]: _id, expiresAt: _expires, ...person } = item;
  return person as PersonState;
}
