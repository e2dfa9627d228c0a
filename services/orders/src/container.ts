import { documentClient } from '@cartless/dynamodb';
import { readConfig } from '@cartless/lambda';
import { type Decide, changeOrder, loadOrder } from './adapters/change-order.ts';
import type { Store } from './adapters/store.ts';
import type { Order } from './domain/order.ts';
import { StoreConfig } from './config.ts';
import { lazy } from './lazy.ts';

/** The parts that nearly every function uses. What only some need is wired in their own folders. */
export const store = /* @__PURE__ */ lazy((): Store => ({
  client: documentClient(),
  table: readConfig(StoreConfig).DB_TABLE_ORDERS,
}));

export const now = (): Date => new Date();

/** The ports behind every change of one order. */
export const orders = {
  load: (orderId: string): Promise<Order> => loadOrder(store(), orderId),
  change: (orderId: string, at: number, decide: Decide, known?: Order): Promise<Order> =>
    changeOrder(store(), orderId, at, decide, known),
  now,
};
