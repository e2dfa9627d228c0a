import type { KnownOrder } from '../facts/order-state.ts';

/** Which orders to list. Times are ISO 8601, from inclusive, to exclusive. */
export type OrderFilter = Readonly<{
  from: string;
  to: string;
  minTotal?: number | undefined;
  maxTotal?: number | undefined;
  region?: string | undefined;
  paymentMethod?: string | undefined;
  product?: string | undefined;
  category?: string | undefined;
}>;

/** Orders, newest first, strictly before a position, and the position at which to go on; null at the end. */
export type OrderPage = Readonly<{ orders: readonly KnownOrder[]; next: string | null }>;

export type OrderFacts = Readonly<{
  /** How many orders were placed in a range, and their units. */
  count(from: string, to: string): Promise<Readonly<{ orders: number; units: number }>>;
  list(filter: OrderFilter, before: string | undefined, limit: number): Promise<OrderPage>;
}>;
