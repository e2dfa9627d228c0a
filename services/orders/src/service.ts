import type { Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { lazy, readConfig } from '@cartless/lambda';
import { StoreConfig, UndeliveredConfig } from './config.ts';
import {
  type ReadStanding,
  readStanding,
  type ReadWithStanding,
  readWithStanding,
} from './accounts/standing-store.ts';
import { drawing, type DrawNumber } from './ordering/number-order.ts';
import { type OrderReader, orderReader } from './ordering/order-reader.ts';
import { type Orders, orderStore } from './ordering/order-store.ts';
import type { ChangeOrder, Clock, ReadOrder } from './ordering/ports.ts';
import type { Policy } from './parcels/undelivered.ts';
import { ORDERS_TABLE } from './orders-table.ts';

/** What the whole service stands on: its table, the time, and chance (0 to 1). Tests and simulations bring their own. */
export type Ground = Readonly<{ items: Items; now: Clock; random: () => number }>;

/** The ground of the deployed functions: the table that the environment names, and the real clock. */
export const ground = /* @__PURE__ */ lazy((): Ground => ({
  items: dynamoItems(documentClient(), readConfig(StoreConfig).DB_TABLE_ORDERS, ORDERS_TABLE),
  now: () => new Date(),
  random: Math.random,
}));

/** The ports behind every change of one order. */
export type OrderPorts = Readonly<{
  orders: Orders;
  read: ReadOrder;
  change: ChangeOrder;
  drawNumber: DrawNumber;
  standing: ReadStanding;
  withStanding: ReadWithStanding;
  now: Clock;
}>;

export function orderPorts({ items, now }: Ground): OrderPorts {
  const orders = orderStore(items);
  // Not from the ground's chance: nobody may guess the numbers of other people's orders.
  const drawNumber = drawing(() => crypto.getRandomValues(new Uint8Array(8)));
  const accounts = { standing: readStanding(items), withStanding: readWithStanding(items, orders) };
  return { orders, read: orders.read, change: orders.change, drawNumber, ...accounts, now };
}

export const orders = /* @__PURE__ */ lazy((): OrderPorts => orderPorts(ground()));

/** Orders for functions that change none. */
export const storedOrders = /* @__PURE__ */ lazy((): OrderReader => orderReader(ground().items));

const DAY_MS = 86_400_000;

/** What happens to parcels that do not arrive, as the stage has set it. */
export const undelivered = /* @__PURE__ */ lazy(
  (): Readonly<{ decideWithinMs: number; undelivered: Policy }> => {
    const config = readConfig(UndeliveredConfig);
    return {
      decideWithinMs: config.UNDELIVERED_DEFAULT_DAYS * DAY_MS,
      undelivered: { keepFee: config.UNDELIVERED_KEEP_FEE },
    };
  },
);
