import type { OrderId, PaymentMethod, Sku } from '@cartless/domain';
import type { Lift } from './level.ts';

/** An order that is not paid for: its goods are held for its shopper, or on their way to be paid at the door. */
export type OpenOrder = Readonly<{
  orderId: OrderId;
  at: number;
  method: PaymentMethod;
  /** What its goods cost, in minor units. */
  value: number;
  units: readonly Readonly<{ sku: Sku; quantity: number }>[];
}>;

/**
 * What counts against the limits of one shopper, and the version under which it was read: open orders, when those were placed
 * that are open no more, which of them ended unpaid, which were not taken at the door, and what the staff decided.
 */
export type OpenOrders = Readonly<{
  version: number;
  open: readonly OpenOrder[];
  closed: readonly number[];
  unpaid: readonly number[];
  refused: readonly number[];
  lift?: Lift;
}>;
export const NO_ORDERS: OpenOrders = { version: 0, open: [], closed: [], unpaid: [], refused: [] };
